using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Moves and copies messages between mail folders: one command at the server however many they are.</summary>
public sealed class MessageMover(Mailbox mailbox)
{
    /// <returns>False where some of the messages could not be moved or copied.</returns>
    /// <exception cref="BackendException">NotSupported between folders that do not both lie on the mail server.</exception>
    public async Task<bool> TransferAsync(ulong source, IReadOnlyCollection<ulong> items, ulong target, bool copy, CancellationToken cancellationToken)
    {
        using var pass = await mailbox.Gates.EnterAsync(cancellationToken, source, target);
        var from = mailbox.Folders.Find(source) ?? throw new BackendException(BackendError.NotFound, "The source folder does not exist");
        var to = mailbox.Folders.Find(target) ?? throw new BackendException(BackendError.NotFound, "The target folder does not exist");
        if (from is not { Home: FolderHome.Mail, RemoteName: { } path, MailState: { } state } || to is not { Home: FolderHome.Mail, RemoteName: { } targetPath })
            throw new BackendException(BackendError.NotSupported, "Items can be moved and copied only between mail folders");
        var snapshot = await mailbox.Index.GetSnapshotAsync(source, cancellationToken);
        var rows = items.Distinct().Select(snapshot.Find).OfType<ItemRow>().Where(r => r.Record.Uid != 0).ToDictionary(r => r.Record.Uid);
        if (rows.Count == 0)
            return items.Count == 0;

        // Brought in step first, so that what was there before is not taken for what arrives.
        await mailbox.RefreshInsideAsync(target, OwnMessages.None, cancellationToken);
        var uids = UidSet.From(rows.Keys);
        var transfer = copy
            ? await mailbox.Servers.Mail.CopyAsync(path, state.UidValidity, uids, targetPath, cancellationToken)
            : await mailbox.Servers.Mail.MoveAsync(path, state.UidValidity, uids, targetPath, cancellationToken);

        // Done at the server: the index follows whether or not anybody still waits.
        await mailbox.RefreshInsideAsync(target, OwnsOf(transfer, rows, copy), CancellationToken.None);
        if (!copy)
            await mailbox.RefreshInsideAsync(source, OwnMessages.None, CancellationToken.None);
        return rows.Count == items.Count && (transfer is null || transfer.Uids.Count >= rows.Count);
    }

    /// <summary>What was set on the messages goes with them: by COPYUID, else by what a copy keeps.</summary>
    private static OwnMessages OwnsOf(MailTransfer? transfer, Dictionary<uint, ItemRow> rows, bool copy)
    {
        var owns = new OwnMessages();
        foreach (var (uid, row) in rows)
        {
            var own = new OwnMessage(null, row.Record.Side, copy ? null : row);
            if (transfer is not null && transfer.Uids.TryGetValue(uid, out var after))
                owns.Add(after, own);
            else if (transfer is null && row.Get(PidTag.InternetMessageId) is string messageId && row.Get(PidTag.MessageSize) is int size)
                owns.Add(messageId, size, own);
        }

        return owns;
    }
}
