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
internal sealed partial class ItemMirror(Mailbox mailbox, MailboxIndex index, TimeProvider time, ILogger logger)
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
        var changes = await GetChangesAsync(store, collection, folder, snapshot, cancellationToken);
        var kept = folder.ItemState is null ? await KeptItems.LoadAsync(index, folderId, cancellationToken) : KeptItems.None;
        var wanted = changes.Changed.Where(v => snapshot.FindHref(v.Href).FirstOrDefault()?.Record.ETag != v.ETag).Select(v => v.Href).ToArray();
        if (wanted.Length > 0)
            await FetchAsync(store, collection, folder, wanted, kept, cancellationToken);

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
                if (changes.IsReset)
                    kept.Forget(set, now);
                if (current.ItemState != changes.State)
                    set.Put(current with { ItemState = changes.State }, quiet: true);
            },
            cancellationToken);
        await index.WhenMirroredAsync();
        return await index.GetSnapshotAsync(folderId, cancellationToken);
    }

    /// <summary>What changed since the last look, read twice where it would take much away.</summary>
    private async Task<ItemChanges> GetChangesAsync(IItemStore store, string collection, FolderRecord folder, FolderSnapshot snapshot, CancellationToken cancellationToken)
    {
        var known = snapshot.ETags();
        var changes = await store.GetChangesAsync(collection, folder.ItemState, known, cancellationToken);
        var removed = changes.IsReset ? known.Count - changes.Changed.Count(c => known.ContainsKey(c.Href)) : changes.Removed.Count;
        if (!RemovalGuard.NeedsConfirmation(removed, known.Count))
            return changes;
        var again = await store.GetChangesAsync(collection, null, new Dictionary<string, string>(), cancellationToken);
        Log.ReadTwice(logger, folder.Id, removed, known.Count, again.Changed.Count);
        return again;
    }

    private async Task FetchAsync(IItemStore store, string collection, FolderRecord folder, string[] wanted, KeptItems kept, CancellationToken cancellationToken)
    {
        var folderId = folder.Id;
        var format = ItemFormat.OfContainer(folder.ContainerClass) ?? ItemFormat.Appointment;
        var batch = new List<Shown>(BatchSize);
        await foreach (var stored in store.GetAsync(collection, wanted, cancellationToken))
        {
            if (Convert(folderId, stored, format) is { } shown)
                batch.Add(shown);
            if (batch.Count == BatchSize)
                await CommitAsync();
        }

        if (batch.Count > 0)
            await CommitAsync();

        async Task CommitAsync()
        {
            await index.CommitPartAsync(
                set =>
                {
                    // The folder may have become another collection's while the server was asked.
                    if (set.Folder(folderId)?.RemoteName == collection)
                        Put(set, folderId, batch, kept);
                },
                cancellationToken);
            batch.Clear();
        }
    }

    private void Put(ChangeSet set, ulong folderId, List<Shown> batch, KeptItems kept)
    {
        var snapshot = index.Load(folderId);
        foreach (var (stored, items, extension) in batch)
        {
            var shown = snapshot.FindHref(stored.Href).ToDictionary(r => r.Record.Instance ?? "", r => r);
            foreach (var (instance, item) in items)
            {
                shown.Remove(instance ?? "", out var row);
                var known = row?.Record ?? KnownBefore(set, folderId, kept.Find(stored.Href, instance));
                var record = known ?? new ItemRecord { Id = set.DrawId(), FolderId = folderId, Href = stored.Href, Instance = instance, Flags = MailFlags.Seen };
                var isSame = known is not null && row is null && known.ETag == stored.ETag;
                var summary = PropertyBlob.Encode(item.Properties.Resolve(set, index.Names));
                var side = SideOf(record, row, stored, summary);
                var isInContent = side.Count == 0 && instance is null && extension is not null;
                set.Put(record with
                {
                    ETag = stored.ETag,
                    Summary = summary,
                    Side = PropertyBlob.Encode(isInContent ? extension!.Resolve(set, index.Names) : side),
                    IsSideInContent = isInContent,
                    ChangeNumber = isSame ? record.ChangeNumber : set.NextChangeNumber(),
                    Modified = isSame ? record.Modified
                        : item.Properties[PidTag.LastModificationTime] is FileTime modified ? new DateTimeOffset(modified.ToDateTimeUtc())
                        : time.GetUtcNow(),
                });
            }

            foreach (var gone in shown.Values)
                set.Remove(gone);
        }
    }

    /// <summary>What clients have set beside the object and still counts; what its extension says is read anew.</summary>
    private static PropertyBag SideOf(ItemRecord record, ItemRow? shown, StoredItem stored, byte[] summary)
    {
        var side = record.IsSideInContent ? new PropertyBag() : PropertyBlob.Decode(record.Side.Span);
        return shown is not null ? ItemSide.StillValid(side, shown.Record.Summary.Span, summary)
            : record.ETag == stored.ETag ? side
            : ItemSide.Unsaid(side, summary);
    }

    /// <summary>The item as it was known before the state was lost, unless its id has been given to another.</summary>
    private static ItemRecord? KnownBefore(ChangeSet set, ulong folderId, ItemRecord? kept) => kept is not null && set.Item(folderId, kept.Id) is null ? kept : null;

    /// <summary>One object that trips the conversion must not close its calendar: it is left as it was shown before.</summary>
    private Shown? Convert(ulong folderId, StoredItem stored, ItemFormat format)
    {
        try
        {
            var (items, extension) = StoredItems.Convert(stored, format, mailbox);
            foreach (var (_, item) in items)
                LeaveOutLong(item.Properties);
            return new Shown(stored, items, extension);
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

    /// <param name="Stored">The object.</param>
    /// <param name="Items">The items that it is.</param>
    /// <param name="Extension">What its extension says of the whole one.</param>
    private sealed record Shown(StoredItem Stored, IReadOnlyList<CalendarItem> Items, PropertyBag? Extension);

    private static partial class Log
    {
        [LoggerMessage(3014, LogLevel.Warning, "The server of folder {Folder:X} seemed to have lost {Removed} of {Known} items; asked again it told of {Now}, which is taken over")]
        public static partial void ReadTwice(ILogger logger, ulong folder, int removed, int known, int now);

        [LoggerMessage(3012, LogLevel.Error, "The object at {Href} in folder {Folder:X} could not be converted")]
        public static partial void NotConverted(ILogger logger, Exception fault, ulong folder, string href);
    }
}
