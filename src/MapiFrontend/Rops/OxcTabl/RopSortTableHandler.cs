using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.3</summary>
internal sealed class RopSortTableHandler : IRopHandler<RopSortTableRequest, RopSortTableResponse>
{
    public ValueTask<RopResult<RopSortTableResponse>> HandleAsync(RopSortTableRequest request, RopContext context, CancellationToken cancellationToken) => new(Sort(request, context));

    private static RopResult<RopSortTableResponse> Sort(RopSortTableRequest request, RopContext context)
    {
        if (context.TryGet<TableServerObject>(out var table, out var error))
            error = table.Table.Sort(new SortOrderSet(request.SortOrders, request.CategoryCount, request.ExpandedCount));
        return error == ErrorCode.Success ? new RopSortTableResponse(TableStatus.Complete) : error;
    }
}
