using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Conversion.Calendar;
using Mapigate.Conversion.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>
/// Saves messages where they belong. A new or unsent message of a mail folder becomes a MIME message on the server; what a client sets on a received message
/// goes to flags and the side-store, the message itself stays as it came; a folder-associated item stays in the gateway.
/// </summary>
public sealed class MessageSaver(Mailbox mailbox)
{
    /// <summary>A longer value of a local item is left out of the index.</summary>
    private const int LongestIndexed = 16 * 1024;

    /// <summary>Saves the message; its row is current afterwards.</summary>
    /// <param name="message">The message.</param>
    /// <param name="force">Save although the message changed since it was opened.</param>
    /// <param name="cancellationToken">Cancellation.</param>
    /// <exception cref="BackendException">Conflict where the message changed since it was opened; else the server's fault.</exception>
    public async Task<ItemRow> SaveAsync(MessageObject message, bool force, CancellationToken cancellationToken)
    {
        if (message is { Row: { } unchanged, IsChanged: false })
            return unchanged;
        using var pass = await mailbox.Gates.EnterAsync(cancellationToken, message.FolderId);
        var folder = mailbox.Folders.Find(message.FolderId) ?? throw new BackendException(BackendError.NotFound, "The folder does not exist");
        await mailbox.Index.GetSnapshotAsync(folder.Id, cancellationToken);
        if (message.Row is { } opened && !force)
            ThrowWhenChanged(opened);
        var row = message.IsAssociated ? await SaveLocalAsync(message, cancellationToken)
            : message.Row is { Record.Uid: not 0 } && !IsRewritable(message) ? await SaveBesideAsync(message, cancellationToken)
            : await DestinationAsync(folder, cancellationToken) is { } path ? await SaveMailAsync(message, path, cancellationToken)
            : folder is { Home: FolderHome.Items, RemoteName: { } collection } ? await SaveItemAsync(message, collection, cancellationToken)
            : folder.Home == FolderHome.MailContainer ? throw new BackendException(BackendError.AccessDenied, "The folder only holds other folders")
            : await SaveLocalAsync(message, cancellationToken);
        message.Saved(row);
        return row;
    }

    /// <summary>Writes the message as MIME into a new stream, which stands at its beginning.</summary>
    internal async Task<SpooledStream> ComposeAsync(MessageObject message, bool includeBcc, CancellationToken cancellationToken)
    {
        if (message.Get(PidTag.InternetMessageId) is not string { Length: > 0 })
            message.Bag[PidTag.InternetMessageId] = $"<{Guid.NewGuid():N}@{mailbox.User.Address[(mailbox.User.Address.LastIndexOf('@') + 1)..]}>";
        var options = new MailComposeOptions
        {
            SenderAddress = mailbox.User.Address,
            SenderName = mailbox.User.DisplayName,
            MessageId = (string)message.Get(PidTag.InternetMessageId)!,
            Date = mailbox.Time.GetUtcNow(),
            IncludeBcc = includeBcc,
            ResolveAddress = bag => Recipients.SmtpAddressOf(bag, mailbox.Options),
            Extension = includeBcc ? messageId => mailbox.Extensions.Seal(Named(PropertyBlob.Decode(SideOf(message))), messageId) : null,
        };
        var content = new SpooledStream();
        try
        {
            await MailComposer.WriteAsync(ToItem(message), options, content, cancellationToken);
            content.Position = 0;
            return content;
        }
        catch (Exception fault)
        {
            await content.DisposeAsync();
            if (fault is InvalidDataException tooDeep)
                throw new BackendException(BackendError.TooLarge, tooDeep.Message, tooDeep);
            throw;
        }
    }

    /// <summary>A draft is rewritten; what was sent or received keeps its bytes.</summary>
    private static bool IsRewritable(MessageObject message) => (message.Row!.Record.Flags.System & MailSystemFlags.Draft) != 0;

    private void ThrowWhenChanged(ItemRow opened)
    {
        var now = mailbox.Index.Loaded(opened.Record.FolderId)?.Find(opened.RowId) ?? throw new BackendException(BackendError.NotFound, "The message has been removed");
        if (now.Record.ChangeNumber != opened.Record.ChangeNumber)
            throw new BackendException(BackendError.Conflict, "The message has changed since it was opened");
    }

    /// <summary>The server's path of a mail folder, made there when it is one of the gateway's own until now (Outbox, Sync Issues); null for other kinds of folders.</summary>
    private async Task<string?> DestinationAsync(FolderRecord folder, CancellationToken cancellationToken)
    {
        if (folder.Home == FolderHome.Mail)
            return folder.RemoteName;
        if (folder.Home != FolderHome.Local || folder.Role is not (SpecialFolder.Outbox or SpecialFolder.SentItems or SpecialFolder.Drafts or SpecialFolder.DeletedItems or SpecialFolder.JunkEmail))
            return null;
        try
        {
            await mailbox.Servers.Mail.CreateFolderAsync(folder.Name, cancellationToken);
        }
        catch (BackendException exists) when (exists.Error == BackendError.AlreadyExists)
        {
            // Made by another client since the last look.
        }

        await mailbox.RefreshMailFoldersAsync(cancellationToken);
        return mailbox.Folders.Find(folder.Id)?.RemoteName ?? throw new BackendException(BackendError.Refused, $"The mail server did not make the folder {folder.Name}");
    }

    private async Task<ItemRow> SaveMailAsync(MessageObject message, string path, CancellationToken cancellationToken)
    {
        var before = await mailbox.RefreshInsideAsync(message.FolderId, OwnMessages.None, cancellationToken);
        var replaced = message.Row is { } row ? before.Find(row.RowId) : null;
        await using var content = await ComposeAsync(message, includeBcc: true, cancellationToken);
        if (content.Length > mailbox.Options.MaxMessageSize)
            throw new BackendException(BackendError.TooLarge, $"The message is larger than {mailbox.Options.MaxMessageSize} bytes");
        var location = await mailbox.Servers.Mail.AppendAsync(path, content, content.Length, FlagsOf(message), null, cancellationToken);

        // Stored: from here on the index and the server are brought together whether or not anybody still waits.
        var own = new OwnMessage(message.Row?.RowId, SideOf(message));
        var owns = new OwnMessages();
        if (location is { } at)
            owns.Add(at.Uid, own);
        else
            owns.Add((string)message.Get(PidTag.InternetMessageId)!, null, own);
        var snapshot = await mailbox.RefreshInsideAsync(message.FolderId, owns, CancellationToken.None);
        var folder = mailbox.Folders.Find(message.FolderId) ?? throw new BackendException(BackendError.NotFound, "The folder does not exist");
        var saved = message.Row is { } same ? snapshot.Find(same.RowId)
            : location is { } place ? snapshot.FindUid(folder.Slot, place.Uid)
            : FindByMessageId(snapshot, message);
        if (saved is null || saved.Record.Uid == replaced?.Record.Uid)
            throw new BackendException(BackendError.NotFound, "The mail server does not show the message that it has just stored");
        if (replaced is not null)
            await RemoveReplacedAsync(path, folder, replaced.Record.Uid);
        return saved;
    }

    /// <summary>The new version is safe; that the old one could not be removed as well is no reason to call the saving failed.</summary>
    private async Task RemoveReplacedAsync(string path, FolderRecord folder, uint uid)
    {
        try
        {
            await mailbox.Servers.Mail.ExpungeAsync(path, folder.MailState!.UidValidity, UidSet.Of(uid), CancellationToken.None);
        }
        catch (BackendException fault)
        {
            mailbox.TellLeftBehind(folder.Id, uid, fault);
        }
    }

    private async Task<ItemRow> SaveItemAsync(MessageObject message, string collection, CancellationToken cancellationToken)
    {
        if (message.Row is not null)
            throw new BackendException(BackendError.NotSupported, "A stored appointment cannot be changed yet");
        if (message.Get(PidTag.MessageClass) is not string messageClass || !messageClass.StartsWith("IPM.Appointment", StringComparison.OrdinalIgnoreCase))
            throw new BackendException(BackendError.NotSupported, "A calendar holds appointments only");
        var uid = Guid.NewGuid().ToString("D");
        var content = CalendarObjects.Compose(
            ToItem(message), uid, mailbox.User.Address, mailbox.Options.TimeZone, mailbox.Time.GetUtcNow(), bag => Recipients.SmtpAddressOf(bag, mailbox.Options));
        var items = await mailbox.Servers.GetItemsAsync(cancellationToken);
        var href = $"{collection}{uid}.ics";
        await items.PutAsync(href, content, "text/calendar; charset=utf-8", etag: null, cancellationToken);
        var snapshot = await mailbox.RefreshInsideAsync(message.FolderId, OwnMessages.None, CancellationToken.None);
        return snapshot.FindHref(href).FirstOrDefault() ?? throw new BackendException(BackendError.NotFound, "The calendar does not show the appointment that it has just stored");
    }

    /// <summary>Without UIDPLUS the newest message with the same Message-ID is ours.</summary>
    private static ItemRow? FindByMessageId(FolderSnapshot snapshot, MessageObject message)
    {
        var id = message.Get(PidTag.InternetMessageId) as string;
        return snapshot.Rows.Where(r => r.Record.Uid != 0 && r.Get(PidTag.InternetMessageId) is string found && found == id).MaxBy(r => r.Record.Uid);
    }

    private static MailFlags FlagsOf(MessageObject message)
    {
        var flags = message.Get(PidTag.MessageFlags) as int? ?? 0;
        var system = MailSystemFlags.Seen;
        if ((flags & MessageFlags.Unsent) != 0)
            system |= MailSystemFlags.Draft;
        else if ((flags & MessageFlags.Read) == 0)
            system &= ~MailSystemFlags.Seen;
        if (message.Get(PidTag.FlagStatus) is 2)
            system |= MailSystemFlags.Flagged;
        return new MailFlags(system, []);
    }

    /// <summary>
    /// What the client has set on a message of its own rides beside the MIME message as well: not all of it has a home there. The bodies have, and long values would burden the index.
    /// </summary>
    private static byte[] SideOf(MessageObject message) =>
        PropertyBlob.Encode(message.Bag.Where(v => !IsLong(v.Value) && v.Tag.Id != PidTag.Body.Id && v.Tag.Id != PidTag.Html.Id && v.Tag.Id != PidTag.RtfCompressed.Id));

    private async Task<ItemRow> SaveBesideAsync(MessageObject message, CancellationToken cancellationToken)
    {
        if (message.HasOtherParts)
            throw new BackendException(BackendError.AccessDenied, "Recipients and attachments of a received message cannot be changed");
        var record = message.Row!.Record;
        var side = PropertyBlob.Decode((mailbox.Index.Loaded(record.FolderId)?.Find(record.Id)?.Record ?? record).Side.Span);
        foreach (var id in message.ChangedProperties)
        {
            if (message.Bag.TryGet(id, out var value))
                side.Set(value.Tag, value.Value);
            else
                side.Remove(id);
        }

        var flagged = message.ChangedProperties.Contains(PidTag.FlagStatus.Id)
            ? await SetFlaggedAsync(record, message.Get(PidTag.FlagStatus) is 2, cancellationToken)
            : null;
        return await mailbox.Index.CommitAsync(
            set =>
            {
                // The read state may have changed since the message was opened.
                var current = set.Item(record.FolderId, record.Id)?.Record ?? throw new BackendException(BackendError.NotFound, "The message has been removed");
                return set.Put(current with
                {
                    Side = PropertyBlob.Encode(side),
                    IsSideInContent = false,
                    Flags = flagged ?? current.Flags,
                    ChangeNumber = set.NextChangeNumber(),
                    Modified = mailbox.Time.GetUtcNow(),
                });
            },
            cancellationToken);
    }

    private async Task<MailFlags> SetFlaggedAsync(ItemRecord record, bool flagged, CancellationToken cancellationToken)
    {
        var folder = mailbox.Folders.Find(record.FolderId)!;
        var flag = new MailFlags(MailSystemFlags.Flagged, []);
        var now = await mailbox.Servers.Mail.StoreFlagsAsync(
            folder.RemoteName!, folder.MailState!.UidValidity, UidSet.Of(record.Uid), flagged ? flag : MailFlags.None, flagged ? MailFlags.None : flag, cancellationToken);
        return now.FirstOrDefault(f => f.Uid == record.Uid)?.Flags ?? throw new BackendException(BackendError.NotFound, "The message has been removed");
    }

    private Task<ItemRow> SaveLocalAsync(MessageObject message, CancellationToken cancellationToken)
    {
        var content = LocalObject.Encode(message);
        var summary = PropertyBlob.Encode(message.Bag.Where(v => !IsLong(v.Value)).Append(new PropertyValue(PidTag.MessageSize, content.Length)));
        return mailbox.Index.CommitAsync(
            set =>
            {
                var known = message.Row is { } row ? set.Item(row.Record.FolderId, row.RowId) ?? row : null;
                var record = (known?.Record ?? new ItemRecord { Id = set.DrawId(), FolderId = message.FolderId, IsAssociated = message.IsAssociated, Flags = MailFlags.Seen }) with
                {
                    Summary = summary,
                    ChangeNumber = set.NextChangeNumber(),
                    Modified = mailbox.Time.GetUtcNow(),
                };
                set.PutObject(record.Id, content);
                return set.Put(record);
            },
            cancellationToken);
    }

    private static bool IsLong(object value) => value is string { Length: > LongestIndexed } or byte[] { Length: > LongestIndexed };

    /// <summary>The message in the conversion's terms, with names instead of this mailbox's ids.</summary>
    private Conversion.ConvertedItem ToItem(MessageObject message) => new(
        Named(message.Bag),
        message.Recipients.Select(r => Named(r.Properties)).ToArray(),
        message.Attachments.Select(a => new Conversion.ConvertedAttachment(
            Named(a.Properties),
            a.Embedded is null ? () => a.OpenContent() ?? Stream.Null : null,
            a.Embedded is { } embedded ? new Lazy<Conversion.ConvertedItem>(() => ToItem(embedded)) : null)).ToArray());

    private PropertyBag Named(PropertyBag bag)
    {
        var named = new PropertyBag();
        foreach (var (tag, value) in bag)
        {
            if (!tag.IsNamed)
                named.Set(tag, value);
            else if (mailbox.Index.Names.Find(tag.Id) is { } name)
                named.Set(name, tag.Type, value);
        }

        return named;
    }
}
