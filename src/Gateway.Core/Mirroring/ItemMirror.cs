using Mapigate.Backends.Items;
using Mapigate.Backends.Mail;
using Mapigate.Conversion.Calendar;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>Brings a collection's index in step with its server: only items with another ETag are fetched. The folder's gate is held by the caller.</summary>
internal sealed partial class ItemMirror(MailboxIndex index, MailboxOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>A longer value is left out of the index and read from the item when it is opened.</summary>
    private const int LongestIndexed = 4096;

    /// <summary>Objects that become visible together.</summary>
    private const int BatchSize = 100;

    public async Task<FolderSnapshot> RefreshAsync(IItemStore store, ulong folderId, CancellationToken cancellationToken)
    {
        var snapshot = await index.GetSnapshotAsync(folderId, cancellationToken);
        if (index.Tree.Find(folderId) is not { Home: FolderHome.Items, RemoteName: { } collection } folder)
            return snapshot;
        var changes = await store.GetChangesAsync(collection, folder.ItemState, snapshot.ETags(), cancellationToken);
        var wanted = changes.Changed.Where(v => snapshot.FindHref(v.Href).FirstOrDefault()?.Record.ETag != v.ETag).Select(v => v.Href).ToArray();
        if (wanted.Length > 0)
            await FetchAsync(store, collection, folderId, wanted, cancellationToken);

        await index.CommitAsync(
            set =>
            {
                if (set.Folder(folderId) is not { } current || current.RemoteName != collection)
                    return;
                var now = index.Load(folderId);
                var present = changes.IsReset ? changes.Changed.Select(v => v.Href).ToHashSet(StringComparer.Ordinal) : null;
                var gone = present is null
                    ? changes.Removed.SelectMany(now.FindHref)
                    : now.Rows.Where(r => r.Record.Href is { } href && !present.Contains(href));
                foreach (var row in gone)
                    set.Remove(row);
                if (current.ItemState != changes.State)
                    set.Put(current with { ItemState = changes.State }, quiet: true);
            },
            cancellationToken);
        return await index.GetSnapshotAsync(folderId, cancellationToken);
    }

    private async Task FetchAsync(IItemStore store, string collection, ulong folderId, string[] wanted, CancellationToken cancellationToken)
    {
        var batch = new List<(StoredItem Stored, IReadOnlyList<CalendarItem> Items)>(BatchSize);
        await foreach (var stored in store.GetAsync(collection, wanted, cancellationToken))
        {
            if (Convert(folderId, stored) is { } items)
                batch.Add((stored, items));
            if (batch.Count == BatchSize)
                await CommitAsync();
        }

        if (batch.Count > 0)
            await CommitAsync();

        async Task CommitAsync()
        {
            await index.CommitAsync(
                set =>
                {
                    // The folder may have become another collection's while the server was asked.
                    if (set.Folder(folderId)?.RemoteName == collection)
                        Put(set, folderId, batch);
                },
                cancellationToken);
            batch.Clear();
        }
    }

    private void Put(ChangeSet set, ulong folderId, List<(StoredItem Stored, IReadOnlyList<CalendarItem> Items)> batch)
    {
        var snapshot = index.Load(folderId);
        foreach (var (stored, items) in batch)
        {
            var known = snapshot.FindHref(stored.Href).ToDictionary(r => r.Record.Instance ?? "", r => r);
            foreach (var (instance, item) in items)
            {
                known.Remove(instance ?? "", out var row);
                var record = row?.Record ?? new ItemRecord { Id = set.DrawId(), FolderId = folderId, Href = stored.Href, Instance = instance, Flags = MailFlags.Seen };
                set.Put(record with
                {
                    ETag = stored.ETag,
                    Summary = PropertyBlob.Encode(item.Properties.Resolve(set, index.Names)),
                    ChangeNumber = set.NextChangeNumber(),
                    Modified = item.Properties[PidTag.LastModificationTime] is FileTime modified ? new DateTimeOffset(modified.ToDateTimeUtc()) : time.GetUtcNow(),
                });
            }

            foreach (var gone in known.Values)
                set.Remove(gone);
        }
    }

    /// <summary>One object that trips the conversion must not close its calendar: it is left as it was shown before.</summary>
    private IReadOnlyList<CalendarItem>? Convert(ulong folderId, StoredItem stored)
    {
        try
        {
            var items = StoredItems.Convert(stored, index.Identity.Address, options, time.GetUtcNow());
            foreach (var (_, item) in items)
                LeaveOutLong(item.Properties);
            return items;
        }
        catch (Exception fault)
        {
            Log.NotConverted(logger, fault, folderId, stored.Href);
            return null;
        }
    }

    private static void LeaveOutLong(PropertyBag properties)
    {
        foreach (var tag in (PropertyTag[])[PidTag.Body, PidTag.Html, PidTag.RtfCompressed])
        {
            if (properties[tag] is string { Length: > LongestIndexed } or byte[] { Length: > LongestIndexed })
                properties.Remove(tag);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3012, LogLevel.Error, "The object at {Href} in folder {Folder:X} could not be converted")]
        public static partial void NotConverted(ILogger logger, Exception fault, ulong folder, string href);
    }
}
