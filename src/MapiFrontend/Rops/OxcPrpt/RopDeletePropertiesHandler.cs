using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.5</summary>
internal sealed class RopDeletePropertiesHandler : IRopHandler<RopDeletePropertiesRequest, RopDeletePropertiesResponse>
{
    public async ValueTask<RopResult<RopDeletePropertiesResponse>> HandleAsync(RopDeletePropertiesRequest request, RopContext context, CancellationToken cancellationToken)
    {
        var (error, problems) = await PropertyChanges.DeleteAsync(context, request.PropertyTags, cancellationToken);
        return error == ErrorCode.Success ? new RopDeletePropertiesResponse(problems) : error;
    }
}
