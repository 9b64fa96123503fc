using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;

namespace Mapigate.Gateway.Core.Items;

/// <summary>
/// Finishes a saving that broke off: a version that was stored takes the place of the one before, which is removed; one that was not stored leaves the one before as it is.
/// A client that was told of a failure and saved once more has stored a later version: then the lost one is removed.
/// </summary>
internal sealed class SaveRecovery(Mailbox mailbox)
{
    public async Task FinishAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        using var pass = await mailbox.Gates.EnterAsync(cancellationToken, entry.FolderId);
        if (mailbox.Folders.Find(entry.FolderId) is not { Home: FolderHome.Mail, RemoteName: { } path })
            return;
        var mail = mailbox.Servers.Mail;
        var state = await mail.GetStateAsync(path, cancellationToken);
        var stored = await MessageKey.FindAsync(mail, path, state.UidValidity, entry.Key, cancellationToken);
        if (stored.IsEmpty)
            return;
        var versions = await mail.SearchAsync(path, state.UidValidity, new MailQuery.Header("Message-ID", entry.Name!), cancellationToken);
        var isSuperseded = versions.Max > stored.Max;
        if (!isSuperseded)
            await TakeOverAsync(mailbox, entry, stored.Max, cancellationToken);
        var superfluous = stored.Where(uid => isSuperseded || uid != stored.Max).Append(entry.UidValidity == state.UidValidity ? entry.Uid : 0).Where(uid => uid != 0).ToArray();
        if (superfluous.Length == 0)
            return;
        await mail.ExpungeAsync(path, state.UidValidity, UidSet.Of(superfluous), cancellationToken);
        await mailbox.RefreshInsideAsync(entry.FolderId, OwnMessages.None, cancellationToken);
    }

    /// <summary>The index knows the stored version by the item's id and with the properties that were set, unless a look in between has shown it as it is.</summary>
    internal static async Task TakeOverAsync(Mailbox mailbox, JournalEntry entry, uint uid, CancellationToken cancellationToken)
    {
        var owns = new OwnMessages();
        owns.Add(uid, new OwnMessage(entry.ItemId == 0 ? null : entry.ItemId, entry.Properties));
        var snapshot = await mailbox.RefreshInsideAsync(entry.FolderId, owns, cancellationToken);
        if (mailbox.Folders.Find(entry.FolderId) is { } folder && snapshot.FindUid(folder.Slot, uid) is { Record: { Side.IsEmpty: true } shown } && !entry.Properties.IsEmpty)
            await mailbox.Index.CommitAsync(set => set.Put(shown with { Side = entry.Properties, ChangeNumber = set.NextChangeNumber() }), cancellationToken);
    }
}
