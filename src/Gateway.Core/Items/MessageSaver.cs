using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>
/// Saves messages where they belong. A new or unsent message of a mail folder becomes a MIME message on the server; what a client sets on a received message
/// goes to flags and the side-store, the message itself stays as it came; a folder-associated item stays in the gateway.
/// </summary>
public sealed class MessageSaver(Mailbox mailbox)
{
    /// <summary>A longer value is left out of the index.</summary>
    internal const int LongestIndexed = 16 * 1024;

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
            : await new MailHome(mailbox).PathAsync(folder, cancellationToken) is { } path ? await new MailSaving(mailbox).SaveAsync(message, path, cancellationToken)
            : folder.Home == FolderHome.Items && !IsKeptBeside(message) ? await new ItemSaving(mailbox).SaveAsync(message, folder, force, cancellationToken)
            : folder.Home == FolderHome.MailContainer ? throw new BackendException(BackendError.AccessDenied, "The folder only holds other folders")
            : await SaveLocalAsync(message, cancellationToken);
        message.Saved(row);
        return row;
    }

    /// <summary>A draft is rewritten, and so is an item of another kind; what was sent or received keeps its bytes.</summary>
    private static bool IsRewritable(MessageObject message) =>
        (message.Row!.Record.Flags.System & MailSystemFlags.Draft) != 0 || ItemFormat.IsItem(message.Get(PidTag.MessageClass) as string);

    /// <summary>An item of an address book that no open format holds: a distribution list. The gateway keeps it.</summary>
    internal static bool IsKeptBeside(MessageObject message) =>
        message.Row is { Record: { Uid: 0, Href: null } } || (message.Get(PidTag.MessageClass) as string)?.StartsWith("IPM.DistList", StringComparison.OrdinalIgnoreCase) == true;

    private void ThrowWhenChanged(ItemRow opened)
    {
        var now = mailbox.Index.Loaded(opened.Record.FolderId)?.Find(opened.RowId) ?? throw new BackendException(BackendError.NotFound, "The message has been removed");
        if (now.Record.ChangeNumber != opened.Record.ChangeNumber)
            throw new BackendException(BackendError.Conflict, "The message has changed since it was opened");
    }

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

    private Task<ItemRow> SaveLocalAsync(MessageObject message, CancellationToken cancellationToken) => mailbox.Index.CommitAsync(
        set => PutLocal(set, message, message.Row is { } row ? set.Item(row.Record.FolderId, row.RowId) ?? row : null, mailbox.Time.GetUtcNow()), cancellationToken);

    /// <summary>Puts an item that only the gateway has into the index, whole.</summary>
    internal static ItemRow PutLocal(ChangeSet set, MessageObject message, ItemRow? known, DateTimeOffset now)
    {
        var content = LocalObject.Encode(message);
        var record = (known?.Record ?? new ItemRecord { Id = set.DrawId(), FolderId = message.FolderId, IsAssociated = message.IsAssociated, Flags = MailFlags.Seen }) with
        {
            Summary = PropertyBlob.Encode(message.Bag.Where(v => !IsLong(v.Value)).Append(new PropertyValue(PidTag.MessageSize, content.Length))),
            ChangeNumber = set.NextChangeNumber(),
            Modified = now,
        };
        set.PutObject(record.Id, content);
        return set.Put(record);
    }

    internal static bool IsLong(object value) => value is string { Length: > LongestIndexed } or byte[] { Length: > LongestIndexed };
}
