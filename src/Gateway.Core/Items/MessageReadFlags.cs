using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Marks messages read and unread at the server, then in the index. [MS-OXCMSG] 2.2.3.10</summary>
public sealed class MessageReadFlags(Mailbox mailbox)
{
    /// <param name="folderId">The folder.</param>
    /// <param name="items">The messages; empty for all of the folder.</param>
    /// <param name="read">Read or unread.</param>
    /// <param name="cancellationToken">Cancellation.</param>
    /// <returns>False where some of the messages do not exist.</returns>
    public async Task<bool> SetAsync(ulong folderId, IReadOnlyCollection<ulong> items, bool read, CancellationToken cancellationToken)
    {
        using var pass = await mailbox.Gates.EnterAsync(cancellationToken, folderId);
        var folder = mailbox.Folders.Find(folderId) ?? throw new BackendException(BackendError.NotFound, "The folder does not exist");
        var snapshot = await mailbox.Index.GetSnapshotAsync(folderId, cancellationToken);
        var rows = items.Count == 0 ? snapshot.Rows.Where(r => !r.Record.IsAssociated).ToList() : items.Distinct().Select(snapshot.Find).OfType<ItemRow>().ToList();
        var differing = rows.Where(r => r.Record.IsRead != read).ToList();
        var now = await StoreAsync(folder, UidSet.From(differing.Where(r => r.Record.Uid != 0).Select(r => r.Record.Uid)), read, cancellationToken);
        await mailbox.Index.CommitAsync(
            set =>
            {
                foreach (var row in differing)
                {
                    if (set.Item(folderId, row.RowId)?.Record is not { } record)
                        continue;
                    if (record.Uid == 0)
                        MailMirror.PutFlags(set, record, new MailMessageFlags(0, record.Flags with { System = record.Flags.System ^ MailSystemFlags.Seen }, 0));
                    else if (now.TryGetValue(record.Uid, out var flags))
                        MailMirror.PutFlags(set, record, flags);
                }
            },
            CancellationToken.None);
        return items.Count == 0 || rows.Count == items.Count;
    }

    private async Task<IReadOnlyDictionary<uint, MailMessageFlags>> StoreAsync(FolderRecord folder, UidSet uids, bool read, CancellationToken cancellationToken)
    {
        if (uids.IsEmpty)
            return new Dictionary<uint, MailMessageFlags>();
        if (folder is not { RemoteName: { } path, MailState: { } state })
            throw new BackendException(BackendError.NotFound, "The folder is not on the mail server any more");
        var stored = await mailbox.Servers.Mail.StoreFlagsAsync(
            path, state.UidValidity, uids, read ? MailFlags.Seen : MailFlags.None, read ? MailFlags.None : MailFlags.Seen, cancellationToken);
        return stored.ToDictionary(f => f.Uid);
    }
}
