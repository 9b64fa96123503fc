using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcRops;

namespace Mapigate.MapiFrontend.Rops.OxcFold;

/// <summary>[MS-OXCFOLD] 3.2.5.8</summary>
internal sealed class RopCopyFolderHandler : IRopHandler<RopCopyFolderRequest, RopTransferResponse>
{
    public ValueTask<RopResult<RopTransferResponse>> HandleAsync(RopCopyFolderRequest request, RopContext context, CancellationToken cancellationToken) =>
        FolderTransfers.RunAsync(request.FolderId, request.DestHandleIndex, context, (transfer, folder, target) => transfer.CopyAsync(folder, target, request.NewFolderName, request.WantRecursive, cancellationToken));
}
