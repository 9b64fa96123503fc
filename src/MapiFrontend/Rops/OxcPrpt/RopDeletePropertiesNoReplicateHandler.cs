using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.5</summary>
internal sealed class RopDeletePropertiesNoReplicateHandler : IRopHandler<RopDeletePropertiesNoReplicateRequest, RopDeletePropertiesNoReplicateResponse>
{
    public async ValueTask<RopResult<RopDeletePropertiesNoReplicateResponse>> HandleAsync(RopDeletePropertiesNoReplicateRequest request, RopContext context, CancellationToken cancellationToken)
    {
        var (error, problems) = await PropertyChanges.DeleteAsync(context, request.PropertyTags, cancellationToken);
        return error == ErrorCode.Success ? new RopDeletePropertiesNoReplicateResponse(problems) : error;
    }
}
