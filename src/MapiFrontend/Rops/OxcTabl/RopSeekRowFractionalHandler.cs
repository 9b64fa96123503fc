using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>[MS-OXCTABL] 3.2.5.11</summary>
internal sealed class RopSeekRowFractionalHandler : IRopHandler<RopSeekRowFractionalRequest, RopEmptyResponse>
{
    public ValueTask<RopResult<RopEmptyResponse>> HandleAsync(RopSeekRowFractionalRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (context.TryGet<TableServerObject>(out var table, out var error))
            error = table.Table.SeekFractional(request.Numerator, request.Denominator);
        return new(error == ErrorCode.Success ? default(RopEmptyResponse) : error);
    }
}
