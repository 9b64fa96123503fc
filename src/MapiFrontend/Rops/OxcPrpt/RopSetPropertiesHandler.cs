using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.4</summary>
internal sealed class RopSetPropertiesHandler : IRopHandler<RopSetPropertiesRequest, RopSetPropertiesResponse>
{
    public async ValueTask<RopResult<RopSetPropertiesResponse>> HandleAsync(RopSetPropertiesRequest request, RopContext context, CancellationToken cancellationToken)
    {
        var (error, problems) = await PropertyChanges.SetAsync(context, request.PropertyValues, cancellationToken);
        return error == ErrorCode.Success ? new RopSetPropertiesResponse(problems) : error;
    }
}
