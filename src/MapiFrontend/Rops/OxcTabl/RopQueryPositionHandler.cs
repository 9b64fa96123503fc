using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.8</summary>
internal sealed class RopQueryPositionHandler : IRopHandler<RopQueryPositionRequest, RopQueryPositionResponse>
{
    public ValueTask<RopResult<RopQueryPositionResponse>> HandleAsync(RopQueryPositionRequest request, RopContext context, CancellationToken cancellationToken) => new(Query(context));

    private static RopResult<RopQueryPositionResponse> Query(RopContext context)
    {
        if (!context.TryGet<TableServerObject>(out var table, out var error))
            return error;
        error = table.Table.QueryPosition(out var place, out var rows);
        return error == ErrorCode.Success ? new RopQueryPositionResponse((uint)place, (uint)rows) : error;
    }
}
