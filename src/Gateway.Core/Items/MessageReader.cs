using System.IO.Pipelines;
using Mapigate.Backends;
using Mapigate.Backends.Items;
using Mapigate.Conversion;
using Mapigate.Conversion.Mail;
using Mapigate.Formats.Mime;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Opens messages: fetches the object from where it lives and shows it as MAPI sees it.</summary>
public sealed class MessageReader(Mailbox mailbox)
{
    /// <exception cref="BackendException">NotFound where the message is not there any more; else the server's fault.</exception>
    public async Task<MessageObject> OpenAsync(ulong folderId, ulong messageId, CancellationToken cancellationToken)
    {
        var snapshot = await mailbox.Index.GetSnapshotAsync(folderId, cancellationToken);
        var row = snapshot.Find(messageId) ?? (await mailbox.RefreshAsync(folderId, cancellationToken)).Find(messageId);
        return SoftDeletion.IsShown(row)
            ? await OpenAsync(row, cancellationToken)
            : throw new BackendException(BackendError.NotFound, "The message is not in this folder");
    }

    /// <summary>The same, though the message be deleted softly.</summary>
    public async Task<MessageObject> OpenAnyAsync(ulong folderId, ulong messageId, CancellationToken cancellationToken) =>
        await mailbox.Recoverable.FindAsync(folderId, messageId, cancellationToken) is { } deleted
            ? await OpenAsync(deleted, cancellationToken)
            : await OpenAsync(folderId, messageId, cancellationToken);

    /// <summary>The same for a row that is at hand.</summary>
    internal async Task<MessageObject> OpenAsync(ItemRow row, CancellationToken cancellationToken)
    {
        var folder = mailbox.Folders.Find(row.Record.FolderId) ?? throw new BackendException(BackendError.NotFound, "The folder does not exist");
        var (item, content, stored) = await ReadAsync(folder, row, cancellationToken);
        try
        {
            var message = await ToObjectAsync(folder.Id, row, item, content, stored is { ETag.Length: > 0 } && stored.ETag != row.Record.ETag, cancellationToken);
            message.Stored = stored;
            return message;
        }
        catch
        {
            content?.Dispose();
            throw;
        }
    }

    /// <summary>A new message that is nowhere yet.</summary>
    public MessageObject Create(ulong folderId, bool isAssociated) => new(mailbox, folderId, null, isAssociated, MessageProperties.New(mailbox), [], [], null);

    private async Task<(ConvertedItem Item, IDisposable? Content, StoredItem? Stored)> ReadAsync(FolderRecord folder, ItemRow row, CancellationToken cancellationToken)
    {
        var record = row.Record;
        if (record.Uid != 0 && folder is { RemoteName: { } path, MailState: { } state })
        {
            var content = await FetchAsync(path, state.UidValidity, record.Uid, cancellationToken);
            try
            {
                var mail = MailConverter.Convert(content.Message);
                return CarriedItem.Read(content.Message, mail, row, mailbox) is var (carried, stored) ? (carried, content, stored) : (mail, content, null);
            }
            catch
            {
                content.Dispose();
                throw;
            }
        }

        if (record.Href is { } href && folder.RemoteName is { } collection)
        {
            var items = await mailbox.Servers.GetItemsAsync(cancellationToken);
            await foreach (var stored in items.GetAsync(collection, [href], cancellationToken))
            {
                var (converted, _) = StoredItems.Convert(stored, ItemFormat.OfContainer(folder.ContainerClass) ?? ItemFormat.Appointment, mailbox);
                if (converted.FirstOrDefault(i => i.Instance == record.Instance) is { } found)
                    return (found.Item, null, stored);
            }

            throw new BackendException(BackendError.NotFound, "The item has been removed at the server");
        }

        return await mailbox.Index.LoadObjectAsync(record.Id, cancellationToken) is { } local
            ? (LocalObject.Decode(local), null, null)
            : throw new BackendException(BackendError.NotFound, "The item's content is not in the state");
    }

    /// <summary>Reads the message as the server sends it; a large one goes to a temporary file on the way.</summary>
    private async Task<MimeReader> FetchAsync(string path, uint uidValidity, uint uid, CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var fetching = FetchIntoAsync();
        try
        {
            await using var stream = pipe.Reader.AsStream();
            var content = await MimeReader.OpenAsync(stream, cancellationToken: cancellationToken);
            await fetching;
            return content;
        }
        catch (Exception fault)
        {
            await abandoned.CancelAsync();
            await pipe.Reader.CompleteAsync();
            await fetching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (fault is InvalidDataException tooLarge)
                throw new BackendException(BackendError.TooLarge, tooLarge.Message, tooLarge);
            throw;
        }

        async Task FetchIntoAsync()
        {
            try
            {
                await mailbox.Servers.Mail.FetchMessageAsync(path, uidValidity, uid, pipe.Writer.AsStream(leaveOpen: true), abandoned.Token);
                await pipe.Writer.CompleteAsync();
            }
            catch (Exception fault)
            {
                await pipe.Writer.CompleteAsync(fault);
                throw;
            }
        }
    }

    private async Task<MessageObject> ToObjectAsync(ulong folderId, ItemRow? row, ConvertedItem item, IDisposable? content, bool isNewer, CancellationToken cancellationToken)
    {
        var names = NamesOf(item).Distinct().ToArray();
        await mailbox.GetPropertyIdsAsync(names, create: true, cancellationToken);
        return Build(folderId, row, item, content, isNewer);
    }

    private MessageObject Build(ulong folderId, ItemRow? row, ConvertedItem item, IDisposable? content, bool isNewer = false)
    {
        var bag = Known(item.Properties);

        // What a client has set on the message stands before what its content says, unless the content says something new.
        if (row is not null)
            bag.SetAll(isNewer ? ItemSide.StillValid(PropertyBlob.Decode(row.Record.Side.Span), row.Record.Summary.Span, PropertyBlob.Encode(bag)) : PropertyBlob.Decode(row.Record.Side.Span));
        if (row is { Record.Uid: not 0 })
            SetFlagged(bag, row);
        var recipients = item.Recipients.Select((r, i) => new RecipientEntry((uint)i, Known(r)));
        var attachments = item.Attachments.Select((a, i) => new AttachmentObject(
            (uint)i,
            Known(a.Properties),
            a.OpenContent,
            a.Embedded is { } embedded ? new Lazy<MessageObject>(() => Build(folderId, null, embedded.Value, null)) : null));
        return new MessageObject(mailbox, folderId, row, row?.Record.IsAssociated ?? false, bag, recipients, attachments, content);
    }

    /// <summary>Whether a message is flagged is said by the server.</summary>
    private static void SetFlagged(PropertyBag bag, ItemRow row)
    {
        foreach (var tag in (PropertyTag[])[PidTag.FlagStatus, PidTag.FollowupIcon])
        {
            if (row.Get(tag) is { } value)
                bag[tag] = value;
            else
                bag.Remove(tag);
        }
    }

    /// <summary>The bag with the ids of this mailbox; names of embedded messages that were never mapped are left out.</summary>
    private PropertyBag Known(PropertyBag bag)
    {
        if (bag.Named.Count == 0)
            return bag.Clone();
        var known = new PropertyBag();
        foreach (var value in bag)
            known.Set(value.Tag, value.Value);
        foreach (var (name, (type, value)) in bag.Named)
        {
            if (mailbox.Index.Names.Find(name) is { } id)
                known.Set(new PropertyTag(id, type), value);
        }

        return known;
    }

    private static IEnumerable<PropertyName> NamesOf(ConvertedItem item) => item.Properties.Named.Keys
        .Concat(item.Recipients.SelectMany(r => r.Named.Keys))
        .Concat(item.Attachments.SelectMany(a => a.Properties.Named.Keys));
}
