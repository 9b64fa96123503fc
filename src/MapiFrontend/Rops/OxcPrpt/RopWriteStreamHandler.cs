using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.13</summary>
internal sealed class RopWriteStreamHandler : IRopHandler<RopWriteStreamRequest, RopWriteStreamResponse>
{
    public async ValueTask<RopResult<RopWriteStreamResponse>> HandleAsync(RopWriteStreamRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<StreamServerObject>(out var stream, out var error))
            return error;
        error = await stream.WriteAsync(request.Data, cancellationToken);
        return error == ErrorCode.Success ? new RopWriteStreamResponse((ushort)request.Data.Length) : error;
    }
}
