using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;

namespace Mapigate.Tests;

/// <summary>The state of mailboxes in memory; it lasts as long as the store, through closing and opening of a mailbox.</summary>
internal sealed class MemoryStateStore : IStateStore
{
    private readonly Dictionary<Guid, State> _states = [];

    /// <summary>Asked before each batch: a fault that it returns is thrown.</summary>
    public Func<StateBatch, Exception?>? Fault { get; set; }

    /// <summary>Opening throws it.</summary>
    public Exception? OpenFault { get; set; }

    /// <summary>All state is lost.</summary>
    public void Clear()
    {
        lock (_states)
            _states.Clear();
    }

    public IMailboxState Open(Guid mailboxGuid, MailboxHead whenNew)
    {
        if (OpenFault is { } fault)
            throw fault;
        lock (_states)
            return _states.TryGetValue(mailboxGuid, out var state) ? state : _states[mailboxGuid] = new State(whenNew, this);
    }

    private sealed class State(MailboxHead head, MemoryStateStore store) : IMailboxState
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<ulong, FolderRecord> _folders = [];
        private readonly Dictionary<ulong, ItemRecord> _items = [];
        private readonly Dictionary<ulong, byte[]> _objects = [];
        private readonly List<NamedPropertyRecord> _names = [];
        private readonly Dictionary<Guid, JournalEntry> _journal = [];

        public MailboxHead Head { get; private set; } = head;

        public IReadOnlyList<FolderRecord> LoadFolders()
        {
            lock (_lock)
                return [.. _folders.Values];
        }

        public IReadOnlyList<ItemRecord> LoadItems(ulong folderId)
        {
            lock (_lock)
                return [.. _items.Values.Where(i => i.FolderId == folderId).OrderBy(i => i.Id)];
        }

        public byte[]? LoadObject(ulong itemId)
        {
            lock (_lock)
                return _objects.GetValueOrDefault(itemId);
        }

        public IReadOnlyList<NamedPropertyRecord> LoadNamedProperties()
        {
            lock (_lock)
                return [.. _names];
        }

        public IReadOnlyList<JournalEntry> LoadJournal()
        {
            lock (_lock)
                return [.. _journal.Values];
        }

        public void Commit(StateBatch batch)
        {
            if (store.Fault?.Invoke(batch) is { } fault)
                throw fault;
            lock (_lock)
            {
                Head = batch.Head ?? Head;
                foreach (var folder in batch.RemovedFolders)
                {
                    _folders.Remove(folder);
                    foreach (var item in _items.Values.Where(i => i.FolderId == folder).ToList())
                        Remove(item.Id);
                }

                foreach (var folder in batch.Folders)
                    _folders[folder.Id] = folder;
                foreach (var (_, item) in batch.RemovedItems)
                    Remove(item);
                foreach (var item in batch.Items)
                    _items[item.Id] = item;
                foreach (var (item, content) in batch.Objects)
                    _objects[item] = content;
                _names.AddRange(batch.NamedProperties);
                foreach (var entry in batch.Journal)
                    _journal[entry.Key] = entry;
                foreach (var key in batch.EndedJournal)
                    _journal.Remove(key);
            }
        }

        private void Remove(ulong item)
        {
            _items.Remove(item);
            _objects.Remove(item);
        }

        public void Dispose()
        {
        }
    }
}
