using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>
/// Moves and copies messages between folders of every kind. Between mail folders it is one command at the server however many they are; elsewhere each item is stored anew, then
/// removed. [MS-OXCFOLD] 3.2.5.6
/// </summary>
public sealed class MessageMover(Mailbox mailbox)
{
    /// <returns>False where some of the messages could not be moved or copied.</returns>
    /// <exception cref="BackendException">None could be; NotSupported where the target holds no such items.</exception>
    public async Task<bool> TransferAsync(ulong source, IReadOnlyCollection<ulong> items, ulong target, bool copy, CancellationToken cancellationToken)
    {
        var deleted = await mailbox.Recoverable.AmongAsync(source, items, cancellationToken);
        if (deleted.Count == 0)
        {
            using var pass = await mailbox.Gates.EnterAsync(cancellationToken, source, target);
            return await TransferInsideAsync(source, items, target, copy, cancellationToken);
        }

        var others = items.Except(deleted.Select(r => r.RowId)).ToArray();
        var complete = others.Length == 0 || await TransferAsync(source, others, target, copy, cancellationToken);
        return await RestoreAsync(deleted, target, copy, cancellationToken) && complete;
    }

    /// <summary>Brings back what was deleted softly, or marked \Deleted by another client; a copy leaves it deleted where it is.</summary>
    private async Task<bool> RestoreAsync(IReadOnlyList<ItemRow> rows, ulong target, bool copy, CancellationToken cancellationToken)
    {
        var complete = true;
        foreach (var folder in rows.GroupBy(r => r.Record.FolderId))
        {
            using var pass = await mailbox.Gates.EnterAsync(cancellationToken, folder.Key, target);
            var marked = UidSet.From(folder.Where(r => r.Record.IsMarkedDeleted).Select(r => r.Record.Uid));
            if (!marked.IsEmpty)
                await MarkAsync(folder.Key, marked, isDeleted: false, cancellationToken);
            complete &= await TransferInsideAsync(folder.Key, [.. folder.Select(r => r.RowId)], target, copy, cancellationToken);
            if (!marked.IsEmpty && copy)
                await MarkAsync(folder.Key, marked, isDeleted: true, CancellationToken.None);
        }

        return complete;
    }

    private async Task MarkAsync(ulong folderId, UidSet uids, bool isDeleted, CancellationToken cancellationToken)
    {
        if (mailbox.Folders.Find(folderId) is not { RemoteName: { } path, MailState: { } state })
            throw new BackendException(BackendError.NotFound, "The folder is not on the mail server any more");
        var mark = new MailFlags(MailSystemFlags.Deleted, []);
        await mailbox.Servers.Mail.StoreFlagsAsync(path, state.UidValidity, uids, isDeleted ? mark : MailFlags.None, isDeleted ? MailFlags.None : mark, cancellationToken);
        await mailbox.RefreshInsideAsync(folderId, OwnMessages.None, CancellationToken.None);
    }

    /// <summary>The same where the gates of both folders are held already.</summary>
    internal async Task<bool> TransferInsideAsync(ulong source, IReadOnlyCollection<ulong> items, ulong target, bool copy, CancellationToken cancellationToken)
    {
        if (mailbox.Folders.Find(source) is null)
            throw new BackendException(BackendError.NotFound, "The source folder does not exist");
        var to = mailbox.Folders.Find(target) ?? throw new BackendException(BackendError.NotFound, "The target folder does not exist");
        var snapshot = await mailbox.Index.GetSnapshotAsync(source, cancellationToken);
        var rows = items.Distinct().Select(snapshot.Find).OfType<ItemRow>().ToList();
        if (rows.Count == 0 || (source == target && !copy))
            return rows.Count == items.Count;

        var path = rows.TrueForAll(r => r.Record.IsAssociated) ? null : await new MailHome(mailbox).PathAsync(to, cancellationToken);
        var mails = path is null ? [] : rows.Where(r => r.Record.Uid != 0).ToDictionary(r => r.Record.Uid);
        var complete = rows.Count == items.Count;
        if (mails.Count > 0)
            complete &= await TransferMailAsync(source, mails, target, path!, copy, cancellationToken);
        var others = rows.Where(r => path is null || r.Record.Uid == 0).ToList();
        return others.Count == 0 ? complete : await TransferEachAsync(others, target, copy, mails.Count > 0, cancellationToken) && complete;
    }

    private async Task<bool> TransferMailAsync(ulong source, Dictionary<uint, ItemRow> rows, ulong target, string targetPath, bool copy, CancellationToken cancellationToken)
    {
        if (mailbox.Folders.Find(source) is not { Home: FolderHome.Mail, RemoteName: { } path, MailState: { } state })
            throw new BackendException(BackendError.NotFound, "The source folder is not on the mail server any more");

        // Brought in step first, so that what was there before is not taken for what arrives.
        await mailbox.RefreshInsideAsync(target, OwnMessages.None, cancellationToken);
        var uids = UidSet.From(rows.Keys);
        var transfer = copy
            ? await mailbox.Servers.Mail.CopyAsync(path, state.UidValidity, uids, targetPath, cancellationToken)
            : await mailbox.Servers.Mail.MoveAsync(path, state.UidValidity, uids, targetPath, cancellationToken);

        // Done at the server: the index follows whether or not anybody still waits.
        await mailbox.RefreshInsideAsync(target, OwnsOf(transfer, rows, source, target, copy), CancellationToken.None);
        if (!copy)
            await mailbox.RefreshInsideAsync(source, OwnMessages.None, CancellationToken.None);
        return transfer is null || transfer.Uids.Count >= rows.Count;
    }

    /// <summary>One by one: what one item is refused for need not stop the others.</summary>
    private async Task<bool> TransferEachAsync(List<ItemRow> rows, ulong target, bool copy, bool hasMoved, CancellationToken cancellationToken)
    {
        var transfer = new ItemTransfer(mailbox);
        BackendException? first = null;
        var done = 0;
        foreach (var row in rows)
        {
            try
            {
                await transfer.RunAsync(row, target, copy, cancellationToken);
                done++;
            }
            catch (BackendException fault)
            {
                first ??= fault;
                if (fault.IsTransient)
                    break;
            }
        }

        if (first is not null && done == 0 && !hasMoved)
            throw new BackendException(first.Error, first.Message, first);
        return done == rows.Count;
    }

    /// <summary>What was set on the messages goes with them: by COPYUID, else by what a copy keeps.</summary>
    private OwnMessages OwnsOf(MailTransfer? transfer, Dictionary<uint, ItemRow> rows, ulong source, ulong target, bool copy)
    {
        var owns = new OwnMessages();
        var now = mailbox.Time.GetUtcNow();
        foreach (var (uid, row) in rows)
        {
            var own = new OwnMessage(null, target == SoftDeletion.FolderId ? SoftDeletion.Mark(row.Record.Side, source, mailbox.Identity, now) : SoftDeletion.Unmark(row.Record.Side), copy ? null : row);
            if (transfer is not null && transfer.Uids.TryGetValue(uid, out var after))
                owns.Add(after, own);
            else if (transfer is null && row.Get(PidTag.InternetMessageId) is string messageId && row.Get(PidTag.MessageSize) is int size)
                owns.Add(messageId, size, own);
        }

        return owns;
    }
}
