using Mapigate.Gateway.Core.Changes;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.SideStore;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Index;

/// <summary>
/// What one commit changes. Made and filled by the mailbox's one writer, synchronously: ids and change numbers are drawn here and nowhere else.
/// </summary>
public sealed class ChangeSet
{
    private readonly MailboxIndex _index;
    private readonly Dictionary<ulong, FolderRecord> _folders = [];
    private readonly HashSet<ulong> _removedFolders = [];
    private readonly Dictionary<ulong, Dictionary<ulong, ItemRow?>> _items = [];
    private readonly Dictionary<ulong, byte[]> _objects = [];
    private readonly Dictionary<PropertyName, ushort> _names = [];
    private readonly Dictionary<Guid, JournalEntry?> _journal = [];
    private readonly HashSet<ulong> _keepingSides = [];
    private readonly List<string> _forgottenSides = [];
    private readonly List<MailboxEvent> _events = [];

    internal ChangeSet(MailboxIndex index) => _index = index;

    public IReadOnlyList<MailboxEvent> Events => _events;

    /// <summary>Names that got an id in this commit.</summary>
    internal IReadOnlyDictionary<PropertyName, ushort> Names => _names;

    public ulong NextChangeNumber() => _index.Clock.Next();

    /// <summary>Something was given out that nobody could find again: who waits for the commit waits for its mirror too.</summary>
    internal bool IsUrgent { get; private set; }

    public ulong DrawId(uint count = 1)
    {
        IsUrgent = true;
        return _index.DrawIds(count);
    }

    public ushort DrawSlot()
    {
        IsUrgent = true;
        return _index.DrawSlot();
    }

    /// <summary>The folder as it stands with the changes made so far; null where it does not exist.</summary>
    public FolderRecord? Folder(ulong id) =>
        _folders.TryGetValue(id, out var folder) ? folder : _removedFolders.Contains(id) ? null : _index.Tree.Find(id);

    /// <summary>The item as it stands with the changes made so far; null where it does not exist.</summary>
    public ItemRow? Item(ulong folder, ulong id) =>
        _items.TryGetValue(folder, out var items) && items.TryGetValue(id, out var row) ? row : Before(folder).Find(id);

    /// <summary>Stores the folder; a new one is told as created, a changed one as changed unless <paramref name="quiet"/>.</summary>
    public void Put(FolderRecord folder, bool quiet = false)
    {
        var isNew = Folder(folder.Id) is null;
        _folders[folder.Id] = folder;
        if (folder.Id == SoftDeletion.FolderId)
            return;
        if (isNew)
            _events.Add(new FolderCreated(folder));
        else if (!quiet)
            _events.Add(new FolderChanged(folder));
    }

    public void RemoveFolder(FolderRecord folder)
    {
        _folders.Remove(folder.Id);
        _items.Remove(folder.Id);
        _removedFolders.Add(folder.Id);
        _events.Add(new FolderRemoved(folder));
    }

    /// <summary>Removes what the folder shows of a server; items that only the gateway has stay.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="keepSides">What only the gateway knows of the items is kept until it has been seen where they are now.</param>
    public void RemoveMirrored(ulong folder, bool keepSides = false)
    {
        if (keepSides)
            _keepingSides.Add(folder);
        foreach (var row in Before(folder).Rows)
        {
            if (row.Record is not { Uid: 0, Href: null } && Item(folder, row.RowId) is { } present)
                Remove(present);
        }
    }

    /// <summary>Stores an item and tells of it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="isNewMail">A new item was delivered.</param>
    public ItemRow Put(ItemRecord item, bool isNewMail = false)
    {
        var before = Item(item.FolderId, item.Id);
        var row = Keep(item);
        if (SoftDeletion.IsShown(row))
            _events.Add(SoftDeletion.IsShown(before) ? new ItemChanged(item.FolderId, row) : new ItemCreated(item.FolderId, row, isNewMail));
        else if (SoftDeletion.IsShown(before))
            _events.Add(new ItemRemoved(item.FolderId, before));
        return row;
    }

    /// <summary>Stores an item that came from another place and tells of the move.</summary>
    public ItemRow PutMoved(ItemRecord item, ItemRow from)
    {
        var row = Keep(item);
        Forget(from);
        if (!SoftDeletion.IsShown(row))
            TellRemoved(from);
        else if (SoftDeletion.IsShown(from))
            _events.Add(new ItemMoved(item.FolderId, row, from.Record.FolderId, from.Record.Id));
        else
            _events.Add(new ItemCreated(item.FolderId, row, false));
        return row;
    }

    public void Remove(ItemRow item)
    {
        Forget(item);
        TellRemoved(item);
    }

    /// <summary>Drops a side record that no item took up.</summary>
    internal void ForgetSide(string key) => _forgottenSides.Add(key);

    public void PutObject(ulong itemId, byte[] content) => _objects[itemId] = content;

    /// <summary>A write of several steps begins or goes on.</summary>
    public void Put(JournalEntry entry) => _journal[entry.Key] = entry;

    /// <summary>A write of several steps has ended.</summary>
    public void End(Guid journalKey) => _journal[journalKey] = null;

    internal void PutName(NamedPropertyRecord name)
    {
        IsUrgent = true;
        _names[name.Name] = name.Id;
    }

    /// <summary>Hands what is left in the end to the batch, counts what the folders hold now and gives their snapshots.</summary>
    internal Dictionary<ulong, FolderSnapshot> Finish(StateBatch batch)
    {
        var snapshots = new Dictionary<ulong, FolderSnapshot>();
        foreach (var (folderId, changes) in _items)
        {
            if (Folder(folderId) is not { } folder)
                continue;
            foreach (var (id, row) in changes)
            {
                if (row is null)
                    Forget(batch, folderId, id);
                else
                    batch.Items.Add(row.Record);
            }

            var after = Before(folderId).With(changes);
            snapshots[folderId] = after;
            if (after.Count != folder.Messages || after.Unread != folder.Unread)
                Put(folder with { Messages = after.Count, Unread = after.Unread });
        }

        AddSides(batch.Sides);
        batch.Folders.AddRange(_folders.Values);
        batch.RemovedFolders.AddRange(_removedFolders);
        batch.Objects.AddRange(_objects.Select(o => (o.Key, o.Value)));
        batch.NamedProperties.AddRange(_names.Select(n => new NamedPropertyRecord(n.Value, n.Key)));
        foreach (var (key, entry) in _journal)
        {
            if (entry is null)
                batch.EndedJournal.Add(key);
            else
                batch.Journal.Add(entry);
        }

        return snapshots;
    }

    private void AddSides(List<SideRecord> records)
    {
        var sides = new SideChanges(records);
        foreach (var folder in _removedFolders)
            sides.RemovedFolder(folder);
        foreach (var folder in _folders.Values)
            sides.Folder(_index.Tree.Find(folder.Id), folder);
        foreach (var key in _forgottenSides)
            records.Add(new SideRecord(key, null));
        foreach (var (folderId, items) in _items)
        {
            if (Folder(folderId) is not { } folder)
                continue;
            var slotBefore = _index.Tree.Find(folderId)?.Slot ?? folder.Slot;
            var before = Before(folderId);
            foreach (var (id, row) in items)
                AddSide(sides, before.Find(id)?.Record, slotBefore, row?.Record, folder);
        }

        foreach (var name in _names)
            sides.Name(new NamedPropertyRecord(name.Value, name.Key));
    }

    private void AddSide(SideChanges sides, ItemRecord? before, ushort slotBefore, ItemRecord? after, FolderRecord folder)
    {
        // A message that keeps another id than its own follows from nothing else.
        if (after is { Uid: not 0 } && after.Id != ItemIds.Mail(folder.Slot, after.Uid) && before?.Uid != after.Uid)
            IsUrgent = true;
        if (after is null && before is { Uid: not 0 } && _keepingSides.Contains(folder.Id))
            return;
        sides.Item(before is null ? null : (before, slotBefore), after is null ? null : (after, folder.Slot));
        if (after is not null && _objects.TryGetValue(after.Id, out var content))
            sides.Object(folder.Id, after.Id, content);
    }

    private void Forget(StateBatch batch, ulong folder, ulong item)
    {
        batch.RemovedItems.Add((folder, item));
        _objects.Remove(item);
    }

    /// <summary>What the folder held before this commit.</summary>
    private FolderSnapshot Before(ulong folder) => _removedFolders.Contains(folder) ? FolderSnapshot.Empty : _index.Load(folder);

    private ItemRow Keep(ItemRecord item)
    {
        var row = new ItemRow(item, _index.Identity);
        ItemsOf(item.FolderId)[item.Id] = row;
        return row;
    }

    private void TellRemoved(ItemRow item)
    {
        if (SoftDeletion.IsShown(item))
            _events.Add(new ItemRemoved(item.Record.FolderId, item));
    }

    private void Forget(ItemRow item) => ItemsOf(item.Record.FolderId)[item.Record.Id] = null;

    private Dictionary<ulong, ItemRow?> ItemsOf(ulong folder) => _items.TryGetValue(folder, out var items) ? items : _items[folder] = [];
}
