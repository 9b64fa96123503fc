using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Finishes the way of an item that broke off: where it has arrived it is removed from where it was; where it has not, it still lies there.</summary>
internal sealed class TransferRecovery(Mailbox mailbox)
{
    public async Task FinishAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        using var pass = await mailbox.Gates.EnterAsync(cancellationToken, entry.FolderId, entry.TargetId);
        await FinishInsideAsync(entry, cancellationToken);
    }

    /// <summary>The same for what an earlier attempt has left of an item that is moved once more; the gates of its folder and of the target are held.</summary>
    /// <returns>Whether the item is still where it was.</returns>
    /// <exception cref="BackendException">Unavailable where it is on its way to another folder.</exception>
    public async Task<bool> FinishEarlierAsync(ItemRow row, ulong target, CancellationToken cancellationToken)
    {
        foreach (var entry in mailbox.Index.Journal.Values.Where(e => e.Kind == JournalKind.Transfer && e.FolderId == row.Record.FolderId && e.ItemId == row.RowId).ToList())
        {
            if (entry.TargetId != target)
                throw new BackendException(BackendError.Unavailable, "The item is still on its way to another folder");
            await FinishInsideAsync(entry, cancellationToken);
            await mailbox.Journal.EndAsync(entry.Key);
        }

        return mailbox.Index.Loaded(row.Record.FolderId)?.Find(row.RowId) is not null;
    }

    private async Task FinishInsideAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (!await HasArrivedAsync(entry, cancellationToken) || entry.ItemId == 0 || mailbox.Folders.Find(entry.FolderId) is not { } from)
            return;

        // In step with the server first: an item that somebody has changed since stays.
        var known = (await mailbox.Index.GetSnapshotAsync(from.Id, cancellationToken)).Find(entry.ItemId)?.Record.ETag;
        var snapshot = await mailbox.RefreshInsideAsync(from.Id, OwnMessages.None, cancellationToken);
        if (snapshot.Find(entry.ItemId) is { } row && row.Record.Uid == entry.Uid && row.Record.ETag == known)
            await new MessageRemover(mailbox).DeleteInsideAsync(from.Id, [row.RowId], cancellationToken);
    }

    private async Task<bool> HasArrivedAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Step == JournalStep.Acknowledged)
            return true;
        if (entry.Name is not { } name || mailbox.Folders.Find(entry.TargetId) is not { RemoteName: { } remote } to)
            return false;
        if (to.Home == FolderHome.Items)
        {
            var items = await mailbox.Servers.GetItemsAsync(cancellationToken);
            if (await ItemSaving.FindAsync(items, name, cancellationToken) is null)
                return false;
            await ItemSaving.TakeOverAsync(mailbox, to.Id, name, null, PropertyBlob.Decode(entry.Properties.Span));
            return true;
        }

        var state = await mailbox.Servers.Mail.GetStateAsync(remote, cancellationToken);
        var stored = await MessageKey.FindAsync(mailbox.Servers.Mail, remote, state.UidValidity, entry.Key, cancellationToken);
        if (stored.IsEmpty)
            return false;
        await SaveRecovery.TakeOverAsync(mailbox, entry with { FolderId = to.Id, ItemId = 0 }, stored.Max, cancellationToken);
        return true;
    }
}
