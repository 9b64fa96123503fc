using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.16</summary>
internal sealed class RopResetTableHandler : IRopHandler<RopResetTableRequest, RopEmptyResponse>
{
    public ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopResetTableRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (context.TryGet<TableServerObject>(out var table, out var error))
            error = table.Table.Reset();
        return new(error == ErrorCode.Success ? default(RopEmptyResponse) : error);
    }
}
