using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Moves and copies folders with what they hold. [MS-OXCFOLD] 3.2.5.7, 3.2.5.8</summary>
public sealed class FolderTransfer(Mailbox mailbox)
{
    /// <summary>Moves the folder: by one command inside its namespace, else by a copy and, when that is whole, a deletion.</summary>
    /// <returns>Whether all of it was moved, or the error code.</returns>
    public async Task<(ErrorCode Error, bool IsComplete)> MoveAsync(ulong folderId, ulong parentId, string name, CancellationToken cancellationToken)
    {
        if (mailbox.Folders.Find(folderId) is not { } folder || mailbox.Folders.Find(parentId) is not { } parent)
            return (ErrorCode.NotFound, false);
        var renaming = new FolderRenaming(mailbox);
        if (renaming.Check(folder, parentId, name) is var refused and not ErrorCode.Success)
            return (refused, false);
        if (FolderRenaming.CanMove(folder, parent))
        {
            await renaming.RunAsync(folder, parent, name, cancellationToken);
            return (ErrorCode.Success, true);
        }

        var (error, complete) = await CopyAsync(folder, parent, name, recursive: true, cancellationToken);
        if (error == ErrorCode.Success && complete)
            (error, complete) = await new FolderRemoval(mailbox).DeleteAsync(folderId, messages: true, subfolders: true, hard: true, cancellationToken);
        return (error, complete);
    }

    /// <returns>Whether all of it was copied, or the error code.</returns>
    public async Task<(ErrorCode Error, bool IsComplete)> CopyAsync(ulong folderId, ulong parentId, string name, bool recursive, CancellationToken cancellationToken)
    {
        if (mailbox.Folders.Find(folderId) is not { } folder || mailbox.Folders.Find(parentId) is not { } parent)
            return (ErrorCode.NotFound, false);
        for (var at = parent; recursive && at is not null; at = mailbox.Folders.Find(at.ParentId))
        {
            if (at.Id == folderId)
                return (ErrorCode.FolderCycle, false);
        }

        return await CopyAsync(folder, parent, name, recursive, cancellationToken);
    }

    private async Task<(ErrorCode Error, bool IsComplete)> CopyAsync(FolderRecord folder, FolderRecord parent, string name, bool recursive, CancellationToken cancellationToken)
    {
        var (error, copy) = await new FolderCreation(mailbox).CreateAsync(parent.Id, name, "", openExisting: false, cancellationToken);
        if (copy is null)
            return (error, false);
        var complete = true;
        var rows = (await mailbox.RefreshAsync(folder.Id, cancellationToken)).Rows.Where(SoftDeletion.IsShown).Select(r => r.RowId).ToArray();
        if (rows.Length > 0)
            complete = await TransferAsync(folder.Id, rows, copy.Id, cancellationToken);
        foreach (var child in recursive ? mailbox.Folders.ChildrenOf(folder.Id).ToArray() : [])
        {
            (error, var whole) = await CopyAsync(child, copy, child.Name, recursive, cancellationToken);
            complete &= error == ErrorCode.Success && whole;
        }

        return (ErrorCode.Success, complete);
    }

    private async Task<bool> TransferAsync(ulong source, ulong[] rows, ulong target, CancellationToken cancellationToken)
    {
        try
        {
            return await new MessageMover(mailbox).TransferAsync(source, rows, target, copy: true, cancellationToken);
        }
        catch (BackendException refused) when (!refused.IsTransient)
        {
            return false;
        }
    }
}
