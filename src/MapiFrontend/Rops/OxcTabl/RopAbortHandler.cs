using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcTabl;

/// <summary>Nothing is ever done in the background, so there is nothing to abort. [MS-OXCTABL] 3.2.5.6</summary>
internal sealed class RopAbortHandler : IRopHandler<RopAbortRequest, RopAbortResponse>
{
    public ValueTask<RopResult<RopAbortResponse>> HandleAsync(RopAbortRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (context.TryGet<TableServerObject>(out var table, out var error))
            error = table.Table.Kind is TableKind.Contents or TableKind.Hierarchy ? ErrorCode.UnableToAbort : ErrorCode.NotSupported;
        return new(error);
    }
}
