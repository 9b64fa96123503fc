using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcRops;

namespace Mapigate.MapiFrontend.Rops.OxcFold;

/// <summary>[MS-OXCFOLD] 3.2.5.10</summary>
internal sealed class RopHardDeleteMessagesAndSubfoldersHandler : IRopHandler<RopHardDeleteMessagesAndSubfoldersRequest, RopPartialCompletionResponse>
{
    public ValueTask<RopResult<RopPartialCompletionResponse>> HandleAsync(RopHardDeleteMessagesAndSubfoldersRequest request, RopContext context, CancellationToken cancellationToken) =>
        FolderEmptying.EmptyAsync(request.WantDeleteAssociated, hard: true, context, cancellationToken);
}
