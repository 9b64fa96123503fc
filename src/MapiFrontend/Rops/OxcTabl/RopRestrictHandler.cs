using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.4</summary>
internal sealed class RopRestrictHandler : IRopHandler<RopRestrictRequest, RopRestrictResponse>
{
    public ValueTask<RopResult<RopRestrictResponse>> HandleAsync(RopRestrictRequest request, RopContext context, CancellationToken cancellationToken) => new(Restrict(request, context));

    private static RopResult<RopRestrictResponse> Restrict(RopRestrictRequest request, RopContext context)
    {
        if (context.TryGet<TableServerObject>(out var table, out var error))
            error = table.Table.Restrict(request.Restriction);
        return error == ErrorCode.Success ? new RopRestrictResponse(TableStatus.Complete) : error;
    }
}
