using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.19</summary>
internal sealed class RopGetCollapseStateHandler : IRopHandler<RopGetCollapseStateRequest, RopGetCollapseStateResponse>
{
    public ValueTask<RopResult<RopGetCollapseStateResponse>> HandleAsync(RopGetCollapseStateRequest request, RopContext context, CancellationToken cancellationToken) => new(Get(request, context));

    private static RopResult<RopGetCollapseStateResponse> Get(RopGetCollapseStateRequest request, RopContext context)
    {
        if (!context.TryGet<TableServerObject>(out var table, out var error))
            return error;
        error = table.Table.Categories.GetState(request.RowId, request.RowInstanceNumber, out var state);
        return error == ErrorCode.Success ? new RopGetCollapseStateResponse(state) : error;
    }
}
