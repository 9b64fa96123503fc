using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.SideStore;

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

    /// <summary>The state of all mailboxes as it is now, to be put back later.</summary>
    public IReadOnlyDictionary<Guid, object> Copy()
    {
        lock (_states)
            return _states.ToDictionary(s => s.Key, s => (object)s.Value.Copy());
    }

    /// <summary>An operator restores a backup.</summary>
    public void Replace(IReadOnlyDictionary<Guid, object> copy)
    {
        lock (_states)
        {
            _states.Clear();
            foreach (var (mailbox, state) in copy)
                _states[mailbox] = (State)state;
        }
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
        private readonly Dictionary<string, SideRecord> _sides = new(StringComparer.Ordinal);

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

        public IReadOnlyList<SideRecord> LoadSides(string prefix)
        {
            lock (_lock)
                return [.. _sides.Values.Where(s => s.Key.StartsWith(prefix, StringComparison.Ordinal))];
        }

        public void Commit(StateBatch batch)
        {
            if (store.Fault?.Invoke(batch) is { } fault)
                throw fault;
            lock (_lock)
            {
                Head = batch.Head ?? Head;
                if (batch.ReplacesAll)
                    Clear();
                foreach (var folder in batch.RemovedFolders)
                {
                    _folders.Remove(folder);
                    foreach (var item in _items.Values.Where(i => i.FolderId == folder).ToList())
                        Remove(item.Id);
                    foreach (var key in SideKeys.PrefixesOf(folder).SelectMany(p => _sides.Keys.Where(k => k.StartsWith(p, StringComparison.Ordinal))).ToList())
                        _sides.Remove(key);
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
                foreach (var side in batch.Sides)
                {
                    if (side.Content is null)
                        _sides.Remove(side.Key);
                    else
                        _sides[side.Key] = side;
                }
            }
        }

        public State Copy()
        {
            var batch = new StateBatch();
            lock (_lock)
            {
                batch.Folders.AddRange(_folders.Values);
                batch.Items.AddRange(_items.Values);
                batch.Objects.AddRange(_objects.Select(o => (o.Key, o.Value)));
                batch.NamedProperties.AddRange(_names);
                batch.Journal.AddRange(_journal.Values);
                batch.Sides.AddRange(_sides.Values);
            }

            var copy = new State(Head, store);
            copy.Commit(batch);
            return copy;
        }

        private void Clear()
        {
            _folders.Clear();
            _items.Clear();
            _objects.Clear();
            _names.Clear();
            _sides.Clear();
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
