using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcFold;

/// <summary>What moving and copying a folder share. Whoever asks for an answer later gets it now: the server may do so. [MS-OXCFOLD] 3.2.5.7, 3.2.5.8</summary>
internal static class FolderTransfers
{
    public static async ValueTask<RopResult<RopTransferResponse>> RunAsync(
        FolderId id, byte targetIndex, RopContext context, Func<FolderTransfer, ulong, ulong, Task<(ErrorCode Error, bool IsComplete)>> run)
    {
        if (!context.TryGet<FolderServerObject>(out var source, out var error))
            return error;
        if (!context.TryGetAt<FolderServerObject>(targetIndex, out var target, out error))
            return error == ErrorCode.NullObject ? RopResult<RopTransferResponse>.With(ErrorCode.DestinationNullObject, new RopTransferNullDestinationFailure(targetIndex, false)) : error;
        if (target.Folder.Mailbox != source.Folder.Mailbox)
            return ErrorCode.NotSupported;
        var mailbox = source.Folder.Mailbox;
        if (id.ReplicaId != MailboxIdentity.ReplicaId || mailbox.Folders.Find(id.Counter.Value)?.ParentId != source.Folder.FolderId)
            return ErrorCode.NotFound;
        (error, var complete) = await run(new FolderTransfer(mailbox), id.Counter.Value, target.Folder.FolderId);
        return error == ErrorCode.Success ? new RopTransferResponse(!complete) : error;
    }
}
