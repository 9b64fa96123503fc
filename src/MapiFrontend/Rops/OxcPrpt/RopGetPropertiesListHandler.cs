using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.3</summary>
internal sealed class RopGetPropertiesListHandler : IRopHandler<RopGetPropertiesListRequest, RopGetPropertiesListResponse>
{
    public ValueTask<RopResult<RopGetPropertiesListResponse>> HandleAsync(RopGetPropertiesListRequest request, RopContext context, CancellationToken cancellationToken) =>
        new(context.TryGet<IPropertyHolder>(out var target, out var error)
            ? new RopGetPropertiesListResponse(target.Properties.Tags.OrderBy(t => t).ToArray())
            : (RopResult<RopGetPropertiesListResponse>)error);
}
