using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.7</summary>
internal sealed class RopGetStatusHandler : IRopHandler<RopGetStatusRequest, RopGetStatusResponse>
{
    public ValueTask<RopResult<RopGetStatusResponse>> HandleAsync(RopGetStatusRequest request, RopContext context, CancellationToken cancellationToken) =>
        new(context.TryGet<TableServerObject>(out _, out var error) ? new RopGetStatusResponse(TableStatus.Complete) : error);
}
