using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.4</summary>
internal sealed class RopSetPropertiesNoReplicateHandler : IRopHandler<RopSetPropertiesNoReplicateRequest, RopSetPropertiesNoReplicateResponse>
{
    public async ValueTask<RopResult<RopSetPropertiesNoReplicateResponse>> HandleAsync(RopSetPropertiesNoReplicateRequest request, RopContext context, CancellationToken cancellationToken)
    {
        var (error, problems) = await PropertyChanges.SetAsync(context, request.PropertyValues, cancellationToken);
        return error == ErrorCode.Success ? new RopSetPropertiesNoReplicateResponse(problems) : error;
    }
}
