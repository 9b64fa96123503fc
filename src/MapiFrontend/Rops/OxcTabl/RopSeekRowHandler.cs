using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>How far the cursor moved is told whether or not it is wanted. [MS-OXCTABL] 3.2.5.9</summary>
internal sealed class RopSeekRowHandler : IRopHandler<RopSeekRowRequest, RopSeekRowResponse>
{
    public ValueTask<RopResult<RopSeekRowResponse>> HandleAsync(RopSeekRowRequest request, RopContext context, CancellationToken cancellationToken) => new(Seek(request, context));

    private static RopResult<RopSeekRowResponse> Seek(RopSeekRowRequest request, RopContext context)
    {
        if (!context.TryGet<TableServerObject>(out var table, out var error))
            return error;
        error = table.Table.Seek((TableOrigin)request.Origin, request.RowCount, out var seek);
        return error == ErrorCode.Success ? new RopSeekRowResponse(seek.HasSoughtLess, seek.Sought) : error;
    }
}
