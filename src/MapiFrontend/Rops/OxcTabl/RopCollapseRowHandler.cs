using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.18</summary>
internal sealed class RopCollapseRowHandler : IRopHandler<RopCollapseRowRequest, RopCollapseRowResponse>
{
    public ValueTask<RopResult<RopCollapseRowResponse>> HandleAsync(RopCollapseRowRequest request, RopContext context, CancellationToken cancellationToken) => new(Collapse(request, context));

    private static RopResult<RopCollapseRowResponse> Collapse(RopCollapseRowRequest request, RopContext context)
    {
        if (!context.TryGet<TableServerObject>(out var table, out var error))
            return error;
        error = table.Table.Categories.Collapse(request.CategoryId, out var hidden);
        return error == ErrorCode.Success ? new RopCollapseRowResponse((uint)hidden) : error;
    }
}
