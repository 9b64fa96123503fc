using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.13</summary>
internal sealed class RopQueryColumnsAllHandler : IRopHandler<RopQueryColumnsAllRequest, RopQueryColumnsAllResponse>
{
    public ValueTask<RopResult<RopQueryColumnsAllResponse>> HandleAsync(RopQueryColumnsAllRequest request, RopContext context, CancellationToken cancellationToken) =>
        new(context.TryGet<TableServerObject>(out var table, out var error) ? new RopQueryColumnsAllResponse([.. table.Table.QueryColumnsAll()]) : error);
}
