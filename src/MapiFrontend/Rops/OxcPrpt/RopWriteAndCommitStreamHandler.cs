using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.23</summary>
internal sealed class RopWriteAndCommitStreamHandler : IRopHandler<RopWriteAndCommitStreamRequest, RopWriteAndCommitStreamResponse>
{
    public async ValueTask<RopResult<RopWriteAndCommitStreamResponse>> HandleAsync(RopWriteAndCommitStreamRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<StreamServerObject>(out var stream, out var error))
            return error;
        error = await stream.WriteAsync(request.Data, cancellationToken);
        if (error == ErrorCode.Success)
            error = await stream.CommitAsync(cancellationToken);
        return error == ErrorCode.Success ? new RopWriteAndCommitStreamResponse((ushort)request.Data.Length) : error;
    }
}
