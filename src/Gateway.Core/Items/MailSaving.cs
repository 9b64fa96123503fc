using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>
/// Stores messages in mail folders: 1. the journal notes the key, 2. the message is appended, 3. the index takes it over, 4. the version that it replaces is removed,
/// 5. the journal forgets it. <see cref="SaveRecovery"/> does what is left after a death between any two. The folder's gate is held by the caller.
/// </summary>
internal sealed class MailSaving(Mailbox mailbox)
{
    /// <exception cref="BackendException">The server's fault. Where its answer was lost and cannot be looked up now, the journal looks it up later.</exception>
    public async Task<ItemRow> SaveAsync(MessageObject message, string path, CancellationToken cancellationToken)
    {
        var before = await mailbox.RefreshInsideAsync(message.FolderId, OwnMessages.None, cancellationToken);
        var replaced = message.Row is { } row ? before.Find(row.RowId) : null;
        var composition = new MessageComposition(mailbox);
        var messageId = composition.EnsureMessageId(message);
        var own = new OwnMessage(message.Row?.RowId, SideOf(message));
        var entry = mailbox.Journal.New(JournalKind.Save) with
        {
            FolderId = message.FolderId,
            ItemId = message.Row?.RowId ?? 0,
            Uid = replaced?.Record.Uid ?? 0,
            UidValidity = mailbox.Folders.Find(message.FolderId)?.MailState?.UidValidity ?? 0,
            Name = messageId,
            Properties = own.Side,
        };
        using var write = await mailbox.Journal.BeginAsync(entry);
        var saved = await StoreAsync(message, path, own, write, cancellationToken);
        if (replaced is not null && replaced.Record.Uid != 0)
        {
            if (saved.Record.Uid == replaced.Record.Uid)
                throw new BackendException(BackendError.NotFound, "The mail server does not show the message that it has just stored");
            await RemoveReplacedAsync(path, entry);
        }

        await write.EndAsync();
        return saved;
    }

    /// <summary>Appends the message under the write's key and takes it over into the index. A write that is known to have stored nothing has ended.</summary>
    internal async Task<ItemRow> StoreAsync(MessageObject message, string path, OwnMessage own, JournalledWrite write, CancellationToken cancellationToken)
    {
        var composition = new MessageComposition(mailbox);
        MailLocation? location;
        try
        {
            await using var content = await composition.ComposeAsync(message, write.Key, cancellationToken);
            if (content.Length > mailbox.Options.MaxMessageSize)
                throw new BackendException(BackendError.TooLarge, $"The message is larger than {mailbox.Options.MaxMessageSize} bytes");
            location = await AppendAsync(path, content, FlagsOf(message), write.Key, cancellationToken);
        }
        catch (BackendException refused) when (!IsUnsure(refused))
        {
            await write.EndAsync();
            throw;
        }

        // Stored: from here on the index and the server are brought together whether or not anybody still waits.
        return await TakeOverAsync(message, composition.EnsureMessageId(message), location, own);
    }

    /// <summary>Appends; where the answer is lost the message is looked for before the append counts as failed.</summary>
    private async Task<MailLocation?> AppendAsync(string path, SpooledStream content, MailFlags flags, Guid key, CancellationToken cancellationToken)
    {
        try
        {
            return await mailbox.Servers.Mail.AppendAsync(path, content, content.Length, flags, null, cancellationToken);
        }
        catch (BackendException lost) when (IsUnsure(lost))
        {
            // The entry stays in the journal: the server may show the message only after this look.
            var state = await mailbox.Servers.Mail.GetStateAsync(path, CancellationToken.None);
            var found = await MessageKey.FindAsync(mailbox.Servers.Mail, path, state.UidValidity, key, CancellationToken.None);
            if (found.IsEmpty)
                throw;
            return new MailLocation(state.UidValidity, found.Max);
        }
    }

    /// <summary>Whether the server has done it is not known.</summary>
    internal static bool IsUnsure(BackendException fault) => fault.IsTransient || fault.Error == BackendError.Protocol;

    /// <summary>
    /// What the client has set on a message of its own rides beside the MIME message as well: not all of it has a home there. The bodies have, and long values would burden the index.
    /// </summary>
    internal static byte[] SideOf(MessageObject message)
    {
        var kept = message.Bag.Where(v => !MessageSaver.IsLong(v.Value) && v.Tag.Id != PidTag.Body.Id && v.Tag.Id != PidTag.Html.Id && v.Tag.Id != PidTag.RtfCompressed.Id && v.Tag.Id != PidTag.TransportMessageHeaders.Id);
        if (!ItemFormat.IsItem(message.Get(PidTag.MessageClass) as string))
            return PropertyBlob.Encode(kept);

        // The part that carries the object is no attachment of the item, and an item is never unsent.
        return PropertyBlob.Encode(kept.Where(v => v.Tag.Id != PidTag.MessageFlags.Id && v.Tag.Id != PidTag.HasAttachments.Id)
            .Append(new PropertyValue(PidTag.MessageFlags, ((message.Get(PidTag.MessageFlags) as int?) ?? 0) & ~(MessageFlags.Unsent | MessageFlags.HasAttachment)))
            .Append(new PropertyValue(PidTag.HasAttachments, message.Get(PidTag.HasAttachments) is true)));
    }

    private async Task<ItemRow> TakeOverAsync(MessageObject message, string messageId, MailLocation? location, OwnMessage own)
    {
        var owns = new OwnMessages();
        if (location is { } at)
            owns.Add(at.Uid, own);
        else
            owns.Add(messageId, null, own);
        var snapshot = await mailbox.RefreshInsideAsync(message.FolderId, owns, CancellationToken.None);
        var folder = mailbox.Folders.Find(message.FolderId) ?? throw new BackendException(BackendError.NotFound, "The folder does not exist");
        return (message.Row is { } same ? snapshot.Find(same.RowId)
            : location is { } place ? snapshot.FindUid(folder.Slot, place.Uid)
            : FindByMessageId(snapshot, messageId)) ?? throw new BackendException(BackendError.NotFound, "The mail server does not show the message that it has just stored");
    }

    /// <summary>The new version is safe; that the old one could not be removed as well is no reason to call the saving failed.</summary>
    private async Task RemoveReplacedAsync(string path, JournalEntry entry)
    {
        try
        {
            await mailbox.Servers.Mail.ExpungeAsync(path, entry.UidValidity, UidSet.Of(entry.Uid), CancellationToken.None);
        }
        catch (BackendException fault)
        {
            mailbox.TellLeftBehind(entry.FolderId, entry.Uid, fault);
        }
    }

    /// <summary>Without UIDPLUS the newest message with the same Message-ID is ours.</summary>
    private static ItemRow? FindByMessageId(FolderSnapshot snapshot, string messageId) =>
        snapshot.Rows.Where(r => r.Record.Uid != 0 && r.Get(PidTag.InternetMessageId) is string found && found == messageId).MaxBy(r => r.Record.Uid);

    private static MailFlags FlagsOf(MessageObject message)
    {
        var flags = message.Get(PidTag.MessageFlags) as int? ?? 0;
        var system = MailSystemFlags.Seen;
        if ((flags & MessageFlags.Unsent) != 0 && !ItemFormat.IsItem(message.Get(PidTag.MessageClass) as string))
            system |= MailSystemFlags.Draft;
        else if ((flags & MessageFlags.Read) == 0)
            system &= ~MailSystemFlags.Seen;
        if (message.Get(PidTag.FlagStatus) is 2)
            system |= MailSystemFlags.Flagged;
        return new MailFlags(system, []);
    }
}
