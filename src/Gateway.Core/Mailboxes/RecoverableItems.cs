using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.Mailboxes;

/// <summary>
/// What a mailbox can have back: messages that were softly deleted, which lie in a hidden folder of the mail server, and those that other clients have marked \Deleted, which still
/// lie where they were. Each shows in the folder in which it lay; where that is no more, in Deleted Items.
/// </summary>
public sealed class RecoverableItems(Mailbox mailbox)
{
    /// <summary>Brings what was deleted softly in step with the mail server.</summary>
    /// <exception cref="Backends.BackendException">The server's fault.</exception>
    public Task RefreshAsync(CancellationToken cancellationToken) => mailbox.RefreshAsync(SoftDeletion.FolderId, cancellationToken);

    /// <summary>What was deleted in the folder, as the index has it.</summary>
    public IEnumerable<ItemRow> RowsOf(ulong folderId)
    {
        var own = mailbox.Index.Loaded(folderId)?.Deleted.Value ?? [];
        if (mailbox.Index.Loaded(SoftDeletion.FolderId)?.Origins is not { Count: > 0 } origins)
            return own;
        var moved = origins[folderId];
        return folderId != ItemIds.WellKnown(SpecialFolder.DeletedItems) ? own.Concat(moved)
            : own.Concat(origins.Where(o => o.Key == folderId || mailbox.Folders.Find(o.Key) is null).SelectMany(o => o));
    }

    /// <summary>How many messages were deleted in the folder; those that were not looked at yet do not count. [MS-OXCFOLD] 2.2.2.2.1.15</summary>
    public int CountOf(ulong folderId) => RowsOf(folderId).Count();

    /// <summary>A deleted message of the folder; null where there is no such one.</summary>
    internal async Task<ItemRow?> FindAsync(ulong folderId, ulong messageId, CancellationToken cancellationToken) =>
        await AmongAsync(folderId, [messageId], cancellationToken) is [var row, ..]
            ? row
            : (await mailbox.Index.GetSnapshotAsync(SoftDeletion.FolderId, cancellationToken)).Find(messageId);

    /// <summary>Those of the messages that are deleted in the folder.</summary>
    internal async Task<IReadOnlyList<ItemRow>> AmongAsync(ulong folderId, IReadOnlyCollection<ulong> messages, CancellationToken cancellationToken)
    {
        var snapshot = await mailbox.Index.GetSnapshotAsync(folderId, cancellationToken);
        await mailbox.Index.GetSnapshotAsync(SoftDeletion.FolderId, cancellationToken);
        var wanted = messages.Where(id => !SoftDeletion.IsShown(snapshot.Find(id))).ToHashSet();
        return wanted.Count == 0 ? [] : [.. RowsOf(folderId).Where(r => wanted.Contains(r.RowId))];
    }
}
