using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcFold;

/// <summary>[MS-OXCFOLD] 3.2.5.3</summary>
internal sealed class RopDeleteFolderHandler : IRopHandler<RopDeleteFolderRequest, RopPartialCompletionResponse>
{
    public async ValueTask<RopResult<RopPartialCompletionResponse>> HandleAsync(RopDeleteFolderRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<FolderServerObject>(out var parent, out var error))
            return error;
        if (request.FolderId.ReplicaId != MailboxIdentity.ReplicaId)
            return ErrorCode.NotFound;
        (error, var complete) = await new FolderRemoval(parent.Folder.Mailbox).DeleteAsync(
            request.FolderId.Counter.Value,
            (request.DeleteFolderFlags & DeleteFolderFlags.DeleteMessages) != 0,
            (request.DeleteFolderFlags & DeleteFolderFlags.DeleteFolders) != 0,
            (request.DeleteFolderFlags & DeleteFolderFlags.DeleteHardDelete) != 0,
            cancellationToken);
        return error == ErrorCode.Success ? new RopPartialCompletionResponse(!complete) : error;
    }
}
