using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;

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
        await mailbox.RefreshInsideAsync(target, OwnMessage.None, cancellationToken);
        var uids = UidSet.From(rows.Keys);
        var transfer = copy
            ? await mailbox.Servers.Mail.CopyAsync(path, state.UidValidity, uids, targetPath, cancellationToken)
            : await mailbox.Servers.Mail.MoveAsync(path, state.UidValidity, uids, targetPath, cancellationToken);
        var own = new Dictionary<uint, OwnMessage>();
        foreach (var (before, after) in transfer?.Uids ?? new Dictionary<uint, uint>())
        {
            if (rows.TryGetValue(before, out var row))
                own[after] = new OwnMessage(null, row.Record.Side, copy ? null : row);
        }

        await mailbox.RefreshInsideAsync(target, own, cancellationToken);
        if (!copy)
            await mailbox.RefreshInsideAsync(source, OwnMessage.None, cancellationToken);
        return rows.Count == items.Count && (transfer is null || transfer.Uids.Count >= rows.Count);
    }
}
