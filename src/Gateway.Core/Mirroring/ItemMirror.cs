using Mapigate.Backends.Items;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>Brings a collection's index in step with its server: only items with another ETag are fetched. The folder's gate is held by the caller.</summary>
internal sealed class ItemMirror(MailboxIndex index, TimeProvider time)
{
    /// <summary>A longer value is left out of the index and read from the item when it is opened.</summary>
    private const int LongestIndexed = 4096;

    public async Task<FolderSnapshot> RefreshAsync(IItemStore store, ulong folderId, CancellationToken cancellationToken)
    {
        var snapshot = await index.GetSnapshotAsync(folderId, cancellationToken);
        if (index.Tree.Find(folderId) is not { Home: FolderHome.Items, RemoteName: { } collection } folder)
            return snapshot;
        var changes = await store.GetChangesAsync(collection, folder.ItemState, snapshot.ETags(), cancellationToken);
        var wanted = changes.Changed.Where(v => snapshot.FindHref(v.Href)?.Record.ETag != v.ETag).Select(v => v.Href).ToArray();
        if (wanted.Length > 0)
        {
            await foreach (var item in store.GetAsync(collection, wanted, cancellationToken))
                await PutAsync(folderId, item, cancellationToken);
        }

        await index.CommitAsync(
            set =>
            {
                if (set.Folder(folderId) is not { } current || index.Loaded(folderId) is not { } now)
                    return;
                var present = changes.IsReset ? changes.Changed.Select(v => v.Href).ToHashSet(StringComparer.Ordinal) : null;
                var gone = present is null
                    ? changes.Removed.Select(now.FindHref).OfType<ItemRow>()
                    : now.Rows.Where(r => r.Record.Href is { } href && !present.Contains(href));
                foreach (var row in gone)
                    set.Remove(row);
                if (current.ItemState != changes.State)
                    set.Put(current with { ItemState = changes.State }, quiet: true);
            },
            cancellationToken);
        return await index.GetSnapshotAsync(folderId, cancellationToken);
    }

    private Task PutAsync(ulong folderId, StoredItem item, CancellationToken cancellationToken)
    {
        var properties = StoredItems.Convert(item).Properties;
        foreach (var tag in (PropertyTag[])[PidTag.Body, PidTag.Html, PidTag.RtfCompressed])
        {
            if (properties[tag] is string { Length: > LongestIndexed } or byte[] { Length: > LongestIndexed })
                properties.Remove(tag);
        }

        return index.CommitAsync(
            set =>
            {
                var blob = PropertyBlob.Encode(properties.Resolve(set, index.Names));
                var known = index.Loaded(folderId)?.FindHref(item.Href)?.Record;
                set.Put((known ?? new ItemRecord { Id = set.DrawId(), FolderId = folderId, Href = item.Href, Flags = Backends.Mail.MailFlags.Seen }) with
                {
                    ETag = item.ETag,
                    Summary = blob,
                    ChangeNumber = set.NextChangeNumber(),
                    Modified = properties.TryGet(PidTag.LastModificationTime, out var modified) ? new DateTimeOffset(((FileTime)modified).ToDateTimeUtc()) : time.GetUtcNow(),
                });
            },
            cancellationToken);
    }
}
