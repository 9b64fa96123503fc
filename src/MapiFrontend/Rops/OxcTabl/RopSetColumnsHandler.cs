using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>Done at once, also where the client would wait. [MS-OXCTABL] 3.2.5.2</summary>
internal sealed class RopSetColumnsHandler : IRopHandler<RopSetColumnsRequest, RopSetColumnsResponse>
{
    public ValueTask<RopResult<RopSetColumnsResponse>> HandleAsync(RopSetColumnsRequest request, RopContext context, CancellationToken cancellationToken) => new(Set(request, context));

    private static RopResult<RopSetColumnsResponse> Set(RopSetColumnsRequest request, RopContext context)
    {
        if (context.TryGet<TableServerObject>(out var table, out var error))
            error = table.Table.SetColumns(request.PropertyTags);
        return error == ErrorCode.Success ? new RopSetColumnsResponse(TableStatus.Complete) : error;
    }
}
