using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Deletes items for good, where they live, then in the index.</summary>
public sealed class MessageRemover(Mailbox mailbox)
{
    /// <returns>False where some of the items could not be deleted.</returns>
    public async Task<bool> DeleteAsync(ulong folderId, IReadOnlyCollection<ulong> items, CancellationToken cancellationToken)
    {
        using var pass = await mailbox.Gates.EnterAsync(cancellationToken, folderId);
        return await DeleteInsideAsync(folderId, items, cancellationToken);
    }

    /// <summary>The same for all that clients can see in the folder, softly deleted messages among it. [MS-OXCFOLD] 3.2.5.12</summary>
    public async Task<bool> DeleteShownAsync(ulong folderId, IReadOnlyCollection<ulong> items, CancellationToken cancellationToken)
    {
        var recoverable = (await mailbox.Recoverable.AmongAsync(folderId, items, cancellationToken)).Where(r => r.Record.FolderId == SoftDeletion.FolderId).Select(r => r.RowId).ToArray();
        if (recoverable.Length == 0)
            return await DeleteAsync(folderId, items, cancellationToken);
        var others = items.Except(recoverable).ToArray();
        var complete = await DeleteAsync(SoftDeletion.FolderId, recoverable, cancellationToken);
        return (others.Length == 0 || await DeleteAsync(folderId, others, cancellationToken)) && complete;
    }

    /// <summary>The same where the folder's gate is held already.</summary>
    internal async Task<bool> DeleteInsideAsync(ulong folderId, IReadOnlyCollection<ulong> items, CancellationToken cancellationToken)
    {
        var folder = mailbox.Folders.Find(folderId) ?? throw new BackendException(BackendError.NotFound, "The folder does not exist");
        var snapshot = await mailbox.Index.GetSnapshotAsync(folderId, cancellationToken);
        var rows = items.Distinct().Select(snapshot.Find).OfType<ItemRow>().ToList();
        var gone = rows.Where(r => r.Record.Uid == 0 && r.Record.Href is null).ToList();
        var uids = UidSet.From(rows.Where(r => r.Record.Uid != 0).Select(r => r.Record.Uid));
        if (!uids.IsEmpty)
            await ExpungeAsync(folder, uids, rows, gone, cancellationToken);
        var complete = await DeleteItemsAsync(folder, rows, gone, cancellationToken);
        await mailbox.Index.CommitAsync(
            set =>
            {
                foreach (var row in gone)
                    set.Remove(row);
            },
            CancellationToken.None);
        return complete && rows.Count == items.Count;
    }

    private async Task ExpungeAsync(FolderRecord folder, UidSet uids, List<ItemRow> rows, List<ItemRow> gone, CancellationToken cancellationToken)
    {
        if (folder is not { RemoteName: { } path, MailState: { } state })
            throw new BackendException(BackendError.NotFound, "The folder is not on the mail server any more");
        await mailbox.Servers.Mail.ExpungeAsync(path, state.UidValidity, uids, cancellationToken);

        // Without UIDPLUS the messages are only marked, and say so; the server shows what is left of them.
        if ((mailbox.Servers.Mail.Capabilities & MailCapabilities.UidPlus) == 0)
            await mailbox.RefreshInsideAsync(folder.Id, OwnMessages.None, CancellationToken.None);
        else
            gone.AddRange(rows.Where(r => r.Record.Uid != 0));
    }

    /// <summary>Deletes from a collection, one by one; an item that has changed since the last look stays.</summary>
    private async Task<bool> DeleteItemsAsync(FolderRecord folder, List<ItemRow> rows, List<ItemRow> gone, CancellationToken cancellationToken)
    {
        var complete = true;
        foreach (var row in rows.Where(r => r.Record.Href is not null))
        {
            try
            {
                await DeleteItemAsync(folder, row.Record, cancellationToken);
                gone.Add(row);
            }
            catch (BackendException missing) when (missing.Error == BackendError.NotFound)
            {
                gone.Add(row);
            }
            catch (BackendException fault) when (fault.Error is BackendError.Conflict or BackendError.AccessDenied or BackendError.Refused)
            {
                complete = false;
            }
        }

        return complete;
    }

    private async Task DeleteItemAsync(FolderRecord folder, ItemRecord record, CancellationToken cancellationToken)
    {
        var items = await mailbox.Servers.GetItemsAsync(cancellationToken);
        if (record.Instance is not { } instance)
        {
            await items.DeleteAsync(record.Href!, record.ETag!, cancellationToken);
            return;
        }

        // Deleting the object would delete the whole series: the instance is taken out of it. Others may have been taken out a moment ago, so the tag is read anew.
        var format = ItemFormat.OfContainer(folder.ContainerClass) ?? ItemFormat.Appointment;
        var stored = await ItemSaving.FindAsync(items, record.Href!, cancellationToken) ?? throw new BackendException(BackendError.NotFound, "The object has been removed at the server");
        if (format.RemoveInstance(stored.Content.Span, instance, mailbox) is { } left)
            await items.PutAsync(record.Href!, left, format.ContentType, stored.ETag, cancellationToken);
        else
            await items.DeleteAsync(record.Href!, stored.ETag, cancellationToken);
    }
}
