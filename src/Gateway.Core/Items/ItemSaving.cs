using Mapigate.Backends;
using Mapigate.Backends.Items;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Stores appointments and contacts in their collections: new ones, and changes laid over the stored object. The folder's gate is held by the caller.</summary>
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
            await items.PutAsync(href, content, $"{format.MediaType}; charset=utf-8", etag: null, cancellationToken);
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
        var key = Guid.NewGuid().ToString("D");
        var item = new MessageComposition(mailbox).ToItem(message);
        var (content, rest) = StoredItems.Extend(format.Compose(item, key, mailbox), format, item.Properties, mailbox);
        var href = $"{folder.RemoteName}{key}{format.Extension}";
        await PutNewAsync(href, content, format, cancellationToken);
        return await TakeOverAsync(mailbox, folder.Id, href, instance: null, rest);
    }

    private async Task<ItemRow> ChangeAsync(MessageObject message, ItemFormat format, ItemRecord record, FolderRecord folder, bool force, CancellationToken cancellationToken)
    {
        var items = await mailbox.Servers.GetItemsAsync(cancellationToken);
        var stored = (force ? null : message.Stored) ?? await FindAsync(items, record.Href!, cancellationToken) ?? throw new BackendException(BackendError.NotFound, "The item has been removed at the server");
        var item = new MessageComposition(mailbox).ToItem(message);
        var changed = format.Change(stored.Content.Span, record.Instance, item, mailbox) ?? throw new BackendException(BackendError.NotFound, "The object no longer holds the item");
        var rest = new PropertyBag();
        if (record.Instance is null)
            (changed, rest) = StoredItems.Extend(changed, format, item.Properties, mailbox);
        try
        {
            await items.PutAsync(record.Href!, changed, $"{format.MediaType}; charset=utf-8", stored.ETag, cancellationToken);
        }
        catch (BackendException conflict) when (conflict.Error == BackendError.Conflict)
        {
            // Somebody else's change shows at once, so that the client can decide.
            await mailbox.RefreshInsideAsync(folder.Id, OwnMessages.None, CancellationToken.None);
            throw;
        }

        message.Stored = null;
        return await TakeOverAsync(mailbox, folder.Id, record.Href!, record.Instance, rest);
    }

    /// <summary>The server may write the object in its own way and need not tell the ETag: it is read back. What found no place in it goes to the side-store.</summary>
    internal static async Task<ItemRow> TakeOverAsync(Mailbox mailbox, ulong folderId, string href, string? instance, PropertyBag rest)
    {
        var snapshot = await mailbox.RefreshInsideAsync(folderId, OwnMessages.None, CancellationToken.None);
        var shown = snapshot.FindHref(href).ToList();
        var row = shown.Find(r => r.Record.Instance == instance) ?? shown.FirstOrDefault() ?? throw new BackendException(BackendError.NotFound, "The server does not show the item that it has just stored");
        if (rest.Count == 0 && rest.Named.Count == 0 && row.Record.Side.IsEmpty)
            return row;
        return await mailbox.Index.CommitAsync(
            set => set.Put(row.Record with { Side = PropertyBlob.Encode(rest.Resolve(set, mailbox.Index.Names)), ChangeNumber = set.NextChangeNumber() }), CancellationToken.None);
    }
}
