using Mapigate.Gateway.Core.Changes;

namespace Mapigate.Gateway.Core.Index;

/// <summary>
/// What one commit changes. Made and filled by the mailbox's one writer, synchronously: ids and change numbers are drawn here and nowhere else.
/// </summary>
public sealed class ChangeSet
{
    private readonly MailboxIndex _index;
    private readonly StateBatch _batch;
    private readonly Dictionary<ulong, FolderRecord> _folders = [];
    private readonly HashSet<ulong> _removedFolders = [];
    private readonly Dictionary<ulong, Dictionary<ulong, ItemRow?>> _items = [];
    private readonly List<MailboxEvent> _events = [];

    internal ChangeSet(MailboxIndex index, StateBatch batch)
    {
        _index = index;
        _batch = batch;
    }

    public IReadOnlyList<MailboxEvent> Events => _events;

    internal IReadOnlyDictionary<ulong, FolderRecord> Folders => _folders;

    internal IReadOnlyCollection<ulong> RemovedFolders => _removedFolders;

    internal IReadOnlyDictionary<ulong, Dictionary<ulong, ItemRow?>> Items => _items;

    public ulong NextChangeNumber() => _index.Clock.Next();

    public ulong DrawId(uint count = 1) => _index.DrawIds(count);

    public ushort DrawSlot() => _index.DrawSlot();

    /// <summary>The folder as it stands with the changes made so far; null where it does not exist.</summary>
    public FolderRecord? Folder(ulong id) =>
        _removedFolders.Contains(id) ? null : _folders.GetValueOrDefault(id) ?? _index.Tree.Find(id);

    /// <summary>The item as it stands with the changes made so far; null where it does not exist. The folder's contents must have been loaded.</summary>
    public ItemRow? Item(ulong folder, ulong id) =>
        _items.TryGetValue(folder, out var items) && items.TryGetValue(id, out var row) ? row : _index.Loaded(folder)?.Find(id);

    /// <summary>Stores the folder; a new one is told as created, a changed one as changed unless <paramref name="quiet"/>.</summary>
    public void Put(FolderRecord folder, bool quiet = false)
    {
        var isNew = Folder(folder.Id) is null;
        _folders[folder.Id] = folder;
        _removedFolders.Remove(folder.Id);
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

    /// <summary>Stores an item and tells of it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="isNewMail">A new item was delivered.</param>
    public ItemRow Put(ItemRecord item, bool isNewMail = false)
    {
        var isNew = Item(item.FolderId, item.Id) is null;
        var row = Keep(item);
        _events.Add(isNew ? new ItemCreated(item.FolderId, row, isNewMail) : new ItemChanged(item.FolderId, row));
        return row;
    }

    /// <summary>Stores an item that came from another place and tells of the move.</summary>
    public ItemRow PutMoved(ItemRecord item, ItemRow from)
    {
        var row = Keep(item);
        Forget(from);
        _events.Add(new ItemMoved(item.FolderId, row, from.Record.FolderId, from.Record.Id));
        return row;
    }

    public void Remove(ItemRow item)
    {
        Forget(item);
        _events.Add(new ItemRemoved(item.Record.FolderId, item));
    }

    public void PutObject(ulong itemId, byte[] content) => _batch.Objects.Add((itemId, content));

    internal void PutName(NamedPropertyRecord name) => _batch.NamedProperties.Add(name);

    /// <summary>Hands everything to the batch and counts what the folders hold now.</summary>
    internal IReadOnlyDictionary<ulong, FolderSnapshot> Finish()
    {
        var snapshots = new Dictionary<ulong, FolderSnapshot>();
        foreach (var (folderId, changes) in _items)
        {
            if (_index.Loaded(folderId) is not { } before || Folder(folderId) is not { } folder)
                continue;
            var after = before.With(changes);
            snapshots[folderId] = after;
            if (after.Count != folder.Messages || after.Unread != folder.Unread)
                Put(folder with { Messages = after.Count, Unread = after.Unread });
        }

        _batch.Folders.AddRange(_folders.Values);
        _batch.RemovedFolders.AddRange(_removedFolders);
        return snapshots;
    }

    private ItemRow Keep(ItemRecord item)
    {
        var row = new ItemRow(item, _index.Identity);
        ItemsOf(item.FolderId)[item.Id] = row;
        _batch.Items.Add(item);
        return row;
    }

    private void Forget(ItemRow item)
    {
        ItemsOf(item.Record.FolderId)[item.Record.Id] = null;
        _batch.RemovedItems.Add((item.Record.FolderId, item.Record.Id));
    }

    private Dictionary<ulong, ItemRow?> ItemsOf(ulong folder) => _items.TryGetValue(folder, out var items) ? items : _items[folder] = [];
}
