using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Moves and copies folders with what they hold. [MS-OXCFOLD] 3.2.5.7, 3.2.5.8</summary>
public sealed class FolderTransfer(Mailbox mailbox)
{
    /// <summary>
    /// Moves the folder: by one command inside its namespace. Else as one journalled write: a folder is made, the items go there one by one, the folders below follow, and what has become
    /// empty is deleted; each item is in one place at any time.
    /// </summary>
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

        var entry = mailbox.Journal.New(JournalKind.MoveFolder) with { FolderId = folderId, TargetId = parentId, Name = name };
        using var write = await mailbox.Journal.BeginAsync(entry);
        try
        {
            var moved = await MoveAsync(folder, parent, name, openExisting: false, cancellationToken);
            await write.EndAsync();
            return moved;
        }
        catch (BackendException fault) when (!MailSaving.IsUnsure(fault))
        {
            await write.EndAsync();
            throw;
        }
    }

    /// <summary>Goes on with a move that broke off.</summary>
    internal async Task FinishAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (mailbox.Folders.Find(entry.FolderId) is { } folder && mailbox.Folders.Find(entry.TargetId) is { } parent && !IsBelow(parent, folder))
            await MoveAsync(folder, parent, entry.Name!, openExisting: true, cancellationToken);
    }

    /// <returns>Whether all of it was copied, or the error code.</returns>
    public async Task<(ErrorCode Error, bool IsComplete)> CopyAsync(ulong folderId, ulong parentId, string name, bool recursive, CancellationToken cancellationToken)
    {
        if (mailbox.Folders.Find(folderId) is not { } folder || mailbox.Folders.Find(parentId) is not { } parent)
            return (ErrorCode.NotFound, false);
        return recursive && IsBelow(parent, folder) ? (ErrorCode.FolderCycle, false) : await CopyAsync(folder, parent, name, recursive, cancellationToken);
    }

    private async Task<(ErrorCode Error, bool IsComplete)> MoveAsync(FolderRecord folder, FolderRecord parent, string name, bool openExisting, CancellationToken cancellationToken)
    {
        var (error, target) = await new FolderCreation(mailbox).CreateAsync(parent.Id, name, "", openExisting, cancellationToken);
        if (target is null)
            return (error, false);
        var rows = (await mailbox.RefreshAsync(folder.Id, cancellationToken)).Rows.Where(SoftDeletion.IsShown).Select(r => r.RowId).ToArray();
        var complete = rows.Length == 0 || await TransferAsync(folder.Id, rows, target.Id, copy: false, cancellationToken);
        foreach (var child in mailbox.Folders.ChildrenOf(folder.Id).ToArray())
        {
            (error, var whole) = await MoveAsync(child, target, child.Name, openExisting, cancellationToken);
            complete &= error == ErrorCode.Success && whole;
        }

        return complete ? await new FolderRemoval(mailbox).DeleteAsync(folder.Id, messages: false, subfolders: false, hard: true, cancellationToken) : (ErrorCode.Success, false);
    }

    /// <summary>The folder is the other one or lies somewhere below it.</summary>
    private bool IsBelow(FolderRecord folder, FolderRecord above)
    {
        for (var at = folder; at is not null; at = mailbox.Folders.Find(at.ParentId))
        {
            if (at.Id == above.Id)
                return true;
        }

        return false;
    }

    private async Task<(ErrorCode Error, bool IsComplete)> CopyAsync(FolderRecord folder, FolderRecord parent, string name, bool recursive, CancellationToken cancellationToken)
    {
        var (error, copy) = await new FolderCreation(mailbox).CreateAsync(parent.Id, name, "", openExisting: false, cancellationToken);
        if (copy is null)
            return (error, false);
        var complete = true;
        var rows = (await mailbox.RefreshAsync(folder.Id, cancellationToken)).Rows.Where(SoftDeletion.IsShown).Select(r => r.RowId).ToArray();
        if (rows.Length > 0)
            complete = await TransferAsync(folder.Id, rows, copy.Id, copy: true, cancellationToken);
        foreach (var child in recursive ? mailbox.Folders.ChildrenOf(folder.Id).ToArray() : [])
        {
            (error, var whole) = await CopyAsync(child, copy, child.Name, recursive, cancellationToken);
            complete &= error == ErrorCode.Success && whole;
        }

        return (ErrorCode.Success, complete);
    }

    private async Task<bool> TransferAsync(ulong source, ulong[] rows, ulong target, bool copy, CancellationToken cancellationToken)
    {
        try
        {
            return await new MessageMover(mailbox).TransferAsync(source, rows, target, copy, cancellationToken);
        }
        catch (BackendException refused) when (!refused.IsTransient)
        {
            return false;
        }
    }
}
