using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Deletes folders and empties them, at the server first. [MS-OXCFOLD] 3.2.5.3, 3.2.5.9</summary>
public sealed class FolderRemoval(Mailbox mailbox)
{
    /// <summary>What the journal notes of a deletion that keeps nothing.</summary>
    private const string Hard = "hard";

    /// <param name="folderId">The folder.</param>
    /// <param name="messages">Delete it although it holds messages.</param>
    /// <param name="subfolders">Delete it although it holds folders.</param>
    /// <param name="hard">Keep nothing of its messages.</param>
    /// <param name="cancellationToken">Cancellation.</param>
    /// <returns>Whether all was deleted, or the error code.</returns>
    public async Task<(ErrorCode Error, bool IsComplete)> DeleteAsync(ulong folderId, bool messages, bool subfolders, bool hard, CancellationToken cancellationToken)
    {
        if (mailbox.Folders.Find(folderId) is not { } folder)
            return (ErrorCode.NotFound, false);
        if (folder.Role == SpecialFolder.Root)
            return (ErrorCode.NotSupported, false);
        if (folder.Role != SpecialFolder.None)
            return (ErrorCode.AccessDenied, false);
        if (!subfolders && mailbox.Folders.ChildrenOf(folderId).Any())
            return (ErrorCode.Success, false);
        if (!messages && (await mailbox.RefreshAsync(folderId, cancellationToken)).Count > 0)
            return (ErrorCode.Success, false);
        return (ErrorCode.Success, await DeleteAsOneAsync(folder, hard, cancellationToken));
    }

    /// <summary>Goes on with a deletion that broke off.</summary>
    internal async Task FinishAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (mailbox.Folders.Find(entry.FolderId) is { } folder)
            await DeleteWithAllBelowAsync(folder, entry.Name == Hard, cancellationToken);
    }

    /// <summary>One write however many folders lie below: what a death leaves of it is deleted when the mailbox is next opened.</summary>
    private async Task<bool> DeleteAsOneAsync(FolderRecord folder, bool hard, CancellationToken cancellationToken)
    {
        using var write = await mailbox.Journal.BeginAsync(mailbox.Journal.New(JournalKind.RemoveFolder) with { FolderId = folder.Id, Name = hard ? Hard : null });
        try
        {
            var complete = await DeleteWithAllBelowAsync(folder, hard, cancellationToken);
            await write.EndAsync();
            return complete;
        }
        catch (BackendException refused) when (!MailSaving.IsUnsure(refused))
        {
            await write.EndAsync();
            throw;
        }
    }

    /// <returns>Whether all messages and subfolders were deleted, or the error code.</returns>
    public async Task<(ErrorCode Error, bool IsComplete)> EmptyAsync(ulong folderId, bool associated, bool hard, CancellationToken cancellationToken)
    {
        if (mailbox.Folders.Find(folderId) is not { } folder)
            return (ErrorCode.NotFound, false);
        if (folder.Role is SpecialFolder.Root or SpecialFolder.IpmSubtree)
            return (ErrorCode.NotSupported, false);
        var snapshot = await mailbox.RefreshAsync(folderId, cancellationToken);
        var rows = snapshot.Rows.Where(r => (associated || !r.Record.IsAssociated) && (hard || SoftDeletion.IsShown(r))).Select(r => r.RowId).ToArray();
        var complete = hard ? await new MessageRemover(mailbox).DeleteAsync(folderId, rows, cancellationToken) : await new SoftRemover(mailbox).DeleteAsync(folderId, rows, cancellationToken);
        foreach (var child in mailbox.Folders.ChildrenOf(folderId).ToArray())
            complete &= child.Role == SpecialFolder.None && await DeleteAsOneAsync(child, hard, cancellationToken);
        return (ErrorCode.Success, complete);
    }

    /// <summary>
    /// Deepest first, so that a server which keeps folders with children is asked in the right order. What was softly deleted in a folder that is no more shows as deleted in
    /// Deleted Items.
    /// </summary>
    private async Task<bool> DeleteWithAllBelowAsync(FolderRecord folder, bool hard, CancellationToken cancellationToken)
    {
        foreach (var child in mailbox.Folders.ChildrenOf(folder.Id).ToArray())
        {
            if (!await DeleteWithAllBelowAsync(child, hard, cancellationToken))
                return false;
        }

        if (!hard && folder.Home == FolderHome.Mail && !(await EmptyAsync(folder.Id, associated: false, hard: false, cancellationToken)).IsComplete)
            return false;

        using var pass = await mailbox.Gates.EnterAsync(cancellationToken, folder.Id);
        if (folder.Home == FolderHome.Items)
            return await DeleteCollectionAsync(folder, cancellationToken);
        await mailbox.ChangeMailFoldersAsync(() => DeleteOneAsync(folder, cancellationToken), cancellationToken);
        return true;
    }

    /// <summary>A collection that is another folder as well stays: its other items are no part of this one.</summary>
    private async Task<bool> DeleteCollectionAsync(FolderRecord folder, CancellationToken cancellationToken)
    {
        if (mailbox.Folders.All.Any(f => f.Id != folder.Id && f.Home == FolderHome.Items && f.RemoteName == folder.RemoteName))
            return false;
        await mailbox.ChangeCollectionsAsync(
            async () =>
            {
                var items = await mailbox.Servers.GetItemsAsync(cancellationToken);
                try
                {
                    await items.DeleteCollectionAsync(folder.RemoteName!, cancellationToken);
                }
                catch (BackendException gone) when (gone.Error == BackendError.NotFound)
                {
                    // Another client was faster.
                }

                await ForgetAsync(folder);
            },
            cancellationToken);
        return true;
    }

    private async Task DeleteOneAsync(FolderRecord folder, CancellationToken cancellationToken)
    {
        if (folder.Home == FolderHome.Mail)
        {
            try
            {
                await mailbox.Servers.Mail.DeleteFolderAsync(folder.RemoteName!, cancellationToken);
            }
            catch (BackendException gone) when (gone.Error == BackendError.NotFound)
            {
                // Another client was faster.
            }
        }

        await ForgetAsync(folder);
    }

    private Task ForgetAsync(FolderRecord folder) => mailbox.Index.CommitAsync(
        set =>
        {
            if (set.Folder(folder.Id) is { } current)
                set.RemoveFolder(current);
        },
        CancellationToken.None);
}
