using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcRops;

namespace Mapigate.MapiFrontend.Rops.OxcFold;

/// <summary>[MS-OXCFOLD] 3.2.5.12</summary>
internal sealed class RopHardDeleteMessagesHandler : IRopHandler<RopHardDeleteMessagesRequest, RopPartialCompletionResponse>
{
    public ValueTask<RopResult<RopPartialCompletionResponse>> HandleAsync(RopHardDeleteMessagesRequest request, RopContext context, CancellationToken cancellationToken) =>
        MessageDeletion.DeleteAsync(request.MessageIds, hard: true, context, cancellationToken);
}
