using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcRops;

namespace Mapigate.MapiFrontend.Rops.OxcFold;

/// <summary>[MS-OXCFOLD] 3.2.5.9</summary>
internal sealed class RopEmptyFolderHandler : IRopHandler<RopEmptyFolderRequest, RopPartialCompletionResponse>
{
    public ValueTask<RopResult<RopPartialCompletionResponse>> HandleAsync(RopEmptyFolderRequest request, RopContext context, CancellationToken cancellationToken) =>
        FolderEmptying.EmptyAsync(request.WantDeleteAssociated, hard: false, context, cancellationToken);
}
