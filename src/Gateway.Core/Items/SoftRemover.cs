using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;

namespace Mapigate.Gateway.Core.Items;

/// <summary>
/// Deletes messages so that they can be had back: they go to Recoverable Items, mail by one command, items of collections as messages that carry them. A server without UIDPLUS
/// and MOVE has them marked \Deleted, which says the same. What only the gateway has is deleted for good, and so is what there is no room to keep. [MS-OXCFOLD] 3.2.5.11
/// </summary>
public sealed class SoftRemover(Mailbox mailbox)
{
    /// <returns>False where some of the messages could not be deleted.</returns>
    /// <exception cref="BackendException">None could be.</exception>
    public async Task<bool> DeleteAsync(ulong folderId, IReadOnlyCollection<ulong> items, CancellationToken cancellationToken)
    {
        using var pass = await mailbox.Gates.EnterAsync(cancellationToken, folderId, SoftDeletion.FolderId);
        var snapshot = await mailbox.Index.GetSnapshotAsync(folderId, cancellationToken);
        var rows = items.Distinct().Select(snapshot.Find).Where(SoftDeletion.IsShown).OfType<ItemRow>().ToList();
        var complete = rows.Count == items.Count;
        var kept = rows.Where(CanBeKept).Select(r => r.RowId).ToList();
        var others = rows.Select(r => r.RowId).Except(kept).ToList();
        if (kept.Count > 0 && !await TryKeepAsync(folderId, kept, cancellationToken))
            others.AddRange(kept);
        var left = await mailbox.Index.GetSnapshotAsync(folderId, cancellationToken);
        if (others.Count > 0)
            return await new MessageRemover(mailbox).DeleteInsideAsync(folderId, [.. others.Where(id => left.Find(id) is not null)], cancellationToken) && complete;
        return complete && kept.TrueForAll(id => !SoftDeletion.IsShown(left.Find(id)));
    }

    private bool CanBeKept(ItemRow row) =>
        mailbox.Options.Retention > TimeSpan.Zero && !row.Record.IsAssociated
        && (row.Record.Uid == 0 || (mailbox.Servers.Mail.Capabilities & (MailCapabilities.UidPlus | MailCapabilities.Move)) != 0);

    /// <summary>False where there is no room for the messages, or no way to carry them: deleted for good they make room, as the user wants it.</summary>
    private async Task<bool> TryKeepAsync(ulong folderId, List<ulong> items, CancellationToken cancellationToken)
    {
        try
        {
            var before = await mailbox.RefreshInsideAsync(SoftDeletion.FolderId, OwnMessages.None, cancellationToken);
            await new MessageMover(mailbox).TransferInsideAsync(folderId, items, SoftDeletion.FolderId, copy: false, cancellationToken);
            await MarkAsync(folderId, before);
            return true;
        }
        catch (BackendException full) when (full.Error is BackendError.QuotaExceeded or BackendError.NotSupported)
        {
            return false;
        }
    }

    /// <summary>What came as another message than it was, or on a server that does not say where it lies now, has not been told yet where it came from.</summary>
    private async Task MarkAsync(ulong folderId, FolderSnapshot before)
    {
        var after = await mailbox.Index.GetSnapshotAsync(SoftDeletion.FolderId, CancellationToken.None);
        var unmarked = after.Rows.Where(r => before.Find(r.RowId) is null && SoftDeletion.DeletedOn(r.Record) is null).ToList();
        if (unmarked.Count == 0)
            return;
        var now = mailbox.Time.GetUtcNow();
        await mailbox.Index.CommitAsync(
            set =>
            {
                foreach (var row in unmarked)
                    set.Put(row.Record with { Side = SoftDeletion.Mark(row.Record.Side, folderId, mailbox.Identity, now), IsSideInContent = false, ChangeNumber = set.NextChangeNumber() });
            },
            CancellationToken.None);
    }
}
