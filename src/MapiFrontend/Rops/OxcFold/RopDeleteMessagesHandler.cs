using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcRops;

namespace Mapigate.MapiFrontend.Rops.OxcFold;

/// <summary>[MS-OXCFOLD] 3.2.5.11</summary>
internal sealed class RopDeleteMessagesHandler : IRopHandler<RopDeleteMessagesRequest, RopPartialCompletionResponse>
{
    public ValueTask<RopResult<RopPartialCompletionResponse>> HandleAsync(RopDeleteMessagesRequest request, RopContext context, CancellationToken cancellationToken) =>
        MessageDeletion.DeleteAsync(request.MessageIds, hard: false, context, cancellationToken);
}
