using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.15</summary>
internal sealed class RopCommitStreamHandler : IRopHandler<RopCommitStreamRequest, RopEmptyResponse>
{
    public async ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopCommitStreamRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<StreamServerObject>(out var stream, out var error))
            return error;
        error = stream.IsWritable ? await stream.CommitAsync(cancellationToken) : ErrorCode.StreamAccessDenied;
        return error == ErrorCode.Success ? default(RopEmptyResponse) : error;
    }
}
