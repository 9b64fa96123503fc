using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcRops;

namespace Mapigate.MapiFrontend.Rops.OxcFold;

/// <summary>[MS-OXCFOLD] 3.2.5.7</summary>
internal sealed class RopMoveFolderHandler : IRopHandler<RopMoveFolderRequest, RopTransferResponse>
{
    public ValueTask<RopResult<RopTransferResponse>> HandleAsync(RopMoveFolderRequest request, RopContext context, CancellationToken cancellationToken) =>
        FolderTransfers.RunAsync(request.FolderId, request.DestHandleIndex, context, (transfer, folder, target) => transfer.MoveAsync(folder, target, request.NewFolderName, cancellationToken));
}
