using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.17</summary>
internal sealed class RopSetStreamSizeHandler : IRopHandler<RopSetStreamSizeRequest, RopEmptyResponse>
{
    public ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopSetStreamSizeRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (context.TryGet<StreamServerObject>(out var stream, out var error))
            error = stream.SetSize(request.StreamSize);
        return new(error == ErrorCode.Success ? default(RopEmptyResponse) : (RopResult<RopEmptyResponse>)error);
    }
}
