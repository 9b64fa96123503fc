using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.20</summary>
internal sealed class RopSetCollapseStateHandler : IRopHandler<RopSetCollapseStateRequest, RopSetCollapseStateResponse>
{
    public ValueTask<RopResult<RopSetCollapseStateResponse>> HandleAsync(RopSetCollapseStateRequest request, RopContext context, CancellationToken cancellationToken) => new(Set(request, context));

    private static RopResult<RopSetCollapseStateResponse> Set(RopSetCollapseStateRequest request, RopContext context)
    {
        if (!context.TryGet<TableServerObject>(out var table, out var error))
            return error;
        error = table.Table.Categories.SetState(request.CollapseState.Span, out var bookmark);
        return error == ErrorCode.Success ? new RopSetCollapseStateResponse(bookmark) : error;
    }
}
