using Mapigate.Backends;
using Mapigate.Backends.Items;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>
/// Stores appointments, contacts and tasks in their collections, new ones and changes laid over the stored object: 1. the journal notes the href and what the client has set, 2. the
/// object is put, 3. it is read back into the index, 4. what it does not give back is kept beside it, 5. the journal forgets the write. <see cref="StoreRecovery"/> goes on from
/// 3 after a death. The folder's gate is held by the caller.
/// </summary>
internal sealed class ItemSaving(Mailbox mailbox)
{
    /// <exception cref="BackendException">Conflict where the object has changed since it was opened; NotSupported for what the collection cannot hold.</exception>
    public async Task<ItemRow> SaveAsync(MessageObject message, FolderRecord folder, bool force, CancellationToken cancellationToken)
    {
        var format = FormatFor(message, folder);
        return message.Row is { Record.Href: not null } row
            ? await ChangeAsync(message, format, row.Record, folder, force, cancellationToken)
            : await CreateAsync(message, format, folder, cancellationToken);
    }

    /// <summary>The format of what a collection holds, for a message that can lie in it.</summary>
    public static ItemFormat FormatFor(MessageObject message, FolderRecord folder) =>
        ItemFormat.OfClass(message.Get(PidTag.MessageClass) as string) is { } format && format == ItemFormat.OfContainer(folder.ContainerClass)
            ? format
            : throw new BackendException(BackendError.NotSupported, $"The folder holds items of its own kind only ({folder.ContainerClass})");

    /// <summary>Stores a new object at an address that says whose write it is: where the answer is lost, what lies there is this one.</summary>
    internal async Task PutNewAsync(string href, byte[] content, ItemFormat format, CancellationToken cancellationToken)
    {
        var items = await mailbox.Servers.GetItemsAsync(cancellationToken);
        try
        {
            await items.PutAsync(href, content, format.ContentType, etag: null, cancellationToken);
        }
        catch (BackendException lost) when (lost.IsTransient || lost.Error is BackendError.Protocol or BackendError.Conflict)
        {
            if (await FindAsync(items, href, CancellationToken.None) is null)
                throw;
        }
    }

    internal static async Task<StoredItem?> FindAsync(IItemStore items, string href, CancellationToken cancellationToken)
    {
        await foreach (var stored in items.GetAsync(href[..(href.LastIndexOf('/') + 1)], [href], cancellationToken))
            return stored;
        return null;
    }

    private async Task<ItemRow> CreateAsync(MessageObject message, ItemFormat format, FolderRecord folder, CancellationToken cancellationToken)
    {
        // A client that was told of a failure and saves once more stores the same object, not a second one.
        var isRepeated = message.StorageKey is not null;
        var key = (message.StorageKey ??= Guid.NewGuid()).ToString("D");
        var item = new MessageComposition(mailbox).ToObject(message);
        var content = Bounded(StoredItems.Extend(format.Compose(item, key, mailbox), format, item.Properties, mailbox));
        var href = $"{folder.RemoteName}{key}{format.Extension}";
        var set = ItemSide.OfSaved(message);
        using var write = await mailbox.Journal.BeginAsync(EntryOf(message, href, "", set));
        await WriteAsync(write, async () =>
        {
            var items = await mailbox.Servers.GetItemsAsync(cancellationToken);
            if (isRepeated && await FindAsync(items, href, cancellationToken) is { } earlier)
                await items.PutAsync(href, content, format.ContentType, earlier.ETag, cancellationToken);
            else
                await PutNewAsync(href, content, format, cancellationToken);
        });
        var row = await TakeOverAsync(mailbox, folder.Id, href, instance: null, set);
        await write.EndAsync();
        return row;
    }

    private async Task<ItemRow> ChangeAsync(MessageObject message, ItemFormat format, ItemRecord record, FolderRecord folder, bool force, CancellationToken cancellationToken)
    {
        var items = await mailbox.Servers.GetItemsAsync(cancellationToken);
        var stored = (force ? null : message.Stored) ?? await FindAsync(items, record.Href!, cancellationToken) ?? throw new BackendException(BackendError.NotFound, "The item has been removed at the server");
        var item = new MessageComposition(mailbox).ToObject(message);
        var changed = format.Change(stored.Content.Span, record.Instance, item, mailbox) ?? throw new BackendException(BackendError.NotFound, "The object no longer holds the item");
        changed = Bounded(record.Instance is null ? StoredItems.Extend(changed, format, item.Properties, mailbox) : changed);
        var set = ItemSide.OfSaved(message);
        using var write = await mailbox.Journal.BeginAsync(EntryOf(message, record.Href!, stored.ETag, set));
        try
        {
            await WriteAsync(write, () => PutChangedAsync(items, record.Href!, changed, stored.ETag, format, cancellationToken));
        }
        catch (BackendException conflict) when (conflict.Error == BackendError.Conflict)
        {
            // Somebody else's change shows at once, so that the client can decide.
            await mailbox.RefreshInsideAsync(folder.Id, OwnMessages.None, CancellationToken.None);
            throw;
        }

        message.Stored = null;
        var row = await TakeOverAsync(mailbox, folder.Id, record.Href!, record.Instance, set);
        await write.EndAsync();
        return row;
    }

    /// <summary>Stores a change. Where the answer is lost and what lies there now means the same, it is this one.</summary>
    private async Task PutChangedAsync(IItemStore items, string href, byte[] content, string etag, ItemFormat format, CancellationToken cancellationToken)
    {
        try
        {
            await items.PutAsync(href, content, format.ContentType, etag, cancellationToken);
        }
        catch (BackendException lost) when (MailSaving.IsUnsure(lost))
        {
            if (await FindAsync(items, href, CancellationToken.None) is not { } there || there.ETag == etag || !format.IsSame(there.Content.Span, content, mailbox))
                throw;
        }
    }

    /// <summary>Takes the outward step; a write that is known to have stored nothing has ended.</summary>
    private static async Task WriteAsync(JournalledWrite write, Func<Task> put)
    {
        try
        {
            await put();
        }
        catch (BackendException refused) when (!MailSaving.IsUnsure(refused))
        {
            await write.EndAsync();
            throw;
        }
    }

    private JournalEntry EntryOf(MessageObject message, string href, string etag, PropertyBag set) => mailbox.Journal.New(JournalKind.Store) with
    {
        FolderId = message.FolderId,
        ItemId = message.Row?.RowId ?? 0,
        Name = $"{href}\n{message.Row?.Record.Instance}\n{etag}",
        Properties = PropertyBlob.Encode(set),
    };

    private byte[] Bounded(byte[] content) => content.Length <= mailbox.Options.MaxMessageSize
        ? content
        : throw new BackendException(BackendError.TooLarge, $"The item is larger than {mailbox.Options.MaxMessageSize} bytes");

    /// <summary>The server may write the object in its own way and need not tell the ETag: it is read back. What it does not give back goes to the side-store.</summary>
    internal static async Task<ItemRow> TakeOverAsync(Mailbox mailbox, ulong folderId, string href, string? instance, PropertyBag set)
    {
        var snapshot = await mailbox.RefreshInsideAsync(folderId, OwnMessages.None, CancellationToken.None);
        var shown = snapshot.FindHref(href).ToList();
        var row = shown.Find(r => r.Record.Instance == instance) ?? shown.FirstOrDefault() ?? throw new BackendException(BackendError.NotFound, "The server does not show the item that it has just stored");
        return await KeepBesideAsync(mailbox, row, ItemSide.NotSaid(set, row.Record.Summary.Span));
    }

    internal static async Task<ItemRow> KeepBesideAsync(Mailbox mailbox, ItemRow row, byte[] side) =>
        row.Record.Side.Span.SequenceEqual(side) && !row.Record.IsSideInContent
            ? row
            : await mailbox.Index.CommitAsync(set => set.Put(row.Record with { Side = side, IsSideInContent = false, ChangeNumber = set.NextChangeNumber() }), CancellationToken.None);
}
