using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.12</summary>
internal sealed class RopReadStreamHandler : IRopHandler<RopReadStreamRequest, RopReadStreamResponse>, IRopChain<RopReadStreamRequest, RopReadStreamResponse>
{
    /// <summary>Below that another payload is not worth it. [MS-OXCRPC] 3.1.4.2.1.2.2</summary>
    public int LeastRoom => 0x2000;

    public async ValueTask<RopResult<RopReadStreamResponse>> HandleAsync(RopReadStreamRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<StreamServerObject>(out var stream, out var error))
            return error;
        if (Wanted(request) > int.MaxValue)
            return ErrorCode.RpcFormat;

        // Two bytes of the body are the size of what follows.
        var count = (int)Math.Min(Wanted(request), Math.Min(context.Room - 2, ushort.MaxValue));
        var rest = Math.Max(0, stream.Content.Length - stream.Content.Position);
        var data = new byte[Math.Min(Math.Max(count, 0), rest)];
        await stream.Content.ReadExactlyAsync(data, cancellationToken);
        return new RopReadStreamResponse(data);
    }

    public RopReadStreamRequest? Next(RopReadStreamRequest request, RopReadStreamResponse response, MapiSession session)
    {
        var left = Wanted(request) - response.Data.Length;
        return response.Data.Length == 0 || left <= 0 ? null : new RopReadStreamRequest(RopReadStreamRequest.UseMaximum, (uint)left);
    }

    private static long Wanted(RopReadStreamRequest request) => request.ByteCount == RopReadStreamRequest.UseMaximum ? request.MaximumByteCount : request.ByteCount;
}
