using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Mapigate.Backends;
using Mapigate.Backends.Items;

namespace Mapigate.Tests;

/// <summary>One user's collections in memory, with ETags and sync tokens as a CalDAV server has them. It is its own backend: whoever logs in gets it.</summary>
internal sealed class MemoryItemStore : INamedItemStore, IItemBackend
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Collection> _collections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _calls = [];
    private int _version;

    /// <summary>The server has sync-collection; without it the caller's own ETags are compared.</summary>
    public bool HasTokens { get; set; } = true;

    /// <summary>Asked before each operation, by its name and href: a fault that it returns is thrown.</summary>
    public Func<string, string, Exception?>? Fault { get; set; }

    /// <summary>Asked after each change, by its name and href: a fault that it returns takes the place of the answer.</summary>
    public Func<string, string, Exception?>? Lost { get; set; }

    /// <summary>The server does not tell the ETag of what it has stored.</summary>
    public bool HidesETags { get; set; }

    /// <summary>Items that the server does not tell of when it is asked for changes, as one that is only half started.</summary>
    public Func<string, bool>? Hidden { get; set; }

    /// <summary>Log-ins wait for it.</summary>
    public Task Open { get; set; } = Task.CompletedTask;

    /// <summary>How often an operation was called.</summary>
    public int Calls(string operation)
    {
        lock (_lock)
            return _calls.GetValueOrDefault(operation);
    }

    public void AddCollection(string href, string name, ItemKinds kinds = ItemKinds.Events, bool isDefault = false)
    {
        lock (_lock)
            _collections[href] = new Collection(name, kinds, isDefault);
    }

    public void RemoveCollection(string href)
    {
        lock (_lock)
            _collections.Remove(href);
    }

    /// <summary>Another client stores an item.</summary>
    public string Set(string href, string content)
    {
        lock (_lock)
            return Store(href, Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\r\n")));
    }

    /// <summary>Another client removes an item.</summary>
    public void Remove(string href)
    {
        lock (_lock)
            Of(href).Items[href] = new Item(null, "", ++_version);
    }

    /// <summary>The server forgets all sync tokens.</summary>
    public void ForgetTokens()
    {
        lock (_lock)
        {
            foreach (var collection in _collections.Values)
                collection.Oldest = _version + 1;
        }
    }

    public string? Content(string href)
    {
        lock (_lock)
            return Of(href).Items.GetValueOrDefault(href)?.Content is { } content ? Encoding.UTF8.GetString(content) : null;
    }

    /// <summary>Hrefs of the items in a collection.</summary>
    public IReadOnlyList<string> Hrefs(string collection)
    {
        lock (_lock)
            return [.. _collections[collection].Items.Where(i => i.Value.Content is not null).Select(i => i.Key)];
    }

    public async Task<IItemStore> LogInAsync(BackendCredentials credentials, CancellationToken cancellationToken)
    {
        await BeginAsync("LOGIN", "", cancellationToken);
        await Open.WaitAsync(cancellationToken);
        return this;
    }

    public async Task<IReadOnlyList<ItemCollection>> ListAsync(CancellationToken cancellationToken)
    {
        await BeginAsync("LIST", "", cancellationToken);
        lock (_lock)
            return [.. _collections.Select(c => new ItemCollection(c.Key, c.Value.Name, c.Value.Kinds, IsWritable: true, Token(), c.Value.IsDefault))];
    }

    public async Task<ItemCollection> CreateCollectionAsync(ItemKinds kinds, string displayName, CancellationToken cancellationToken)
    {
        await BeginAsync("MKCOL", displayName, cancellationToken);
        var href = $"/made/{Guid.NewGuid():N}/";
        AddCollection(href, displayName, kinds);
        End("MKCOL", displayName);
        return new ItemCollection(href, displayName, kinds, IsWritable: true, Token(), IsDefault: false);
    }

    public string HrefOf(ItemKinds kinds, string name) => $"/made/{name}/";

    public async Task<ItemCollection> CreateCollectionAsync(string href, ItemKinds kinds, string displayName, CancellationToken cancellationToken)
    {
        await BeginAsync("MKCOL", href, cancellationToken);
        lock (_lock)
        {
            if (!_collections.TryAdd(href, new Collection(displayName, kinds, isDefault: false)))
                throw new BackendException(BackendError.AlreadyExists, "Such a collection is there");
        }

        End("MKCOL", href);
        return new ItemCollection(href, displayName, kinds, IsWritable: true, Token(), IsDefault: false);
    }

    public async Task RenameCollectionAsync(string collection, string displayName, CancellationToken cancellationToken)
    {
        await BeginAsync("PROPPATCH", collection, cancellationToken);
        lock (_lock)
            Collected(collection).Name = displayName;
    }

    public async Task DeleteCollectionAsync(string collection, CancellationToken cancellationToken)
    {
        await BeginAsync("DELETE", collection, cancellationToken);
        lock (_lock)
        {
            if (!_collections.Remove(collection))
                throw new BackendException(BackendError.NotFound, "No such collection");
        }

        End("DELETE", collection);
    }

    public async Task<ItemChanges> GetChangesAsync(string collection, string? since, IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken)
    {
        await BeginAsync("CHANGES", collection, cancellationToken);
        lock (_lock)
        {
            var items = Collected(collection).Items;
            var present = items.Where(i => i.Value.Content is not null && Hidden?.Invoke(i.Key) != true).Select(i => new ItemVersion(i.Key, i.Value.ETag)).ToList();
            if (since is null)
                return new ItemChanges(Token(), IsReset: true, present, []);
            if (!HasTokens)
                return new ItemChanges(null, false, [.. present.Where(i => known.GetValueOrDefault(i.Href) != i.ETag)], [.. known.Keys.Where(k => present.TrueForAll(i => i.Href != k))]);
            return !int.TryParse(since, CultureInfo.InvariantCulture, out var from) || from > _version || from < _collections[collection].Oldest
                ? new ItemChanges(Token(), IsReset: true, present, [])
                : new ItemChanges(Token(), false, [.. present.Where(i => items[i.Href].Version > from)], [.. items.Where(i => i.Value.Content is null && i.Value.Version > from).Select(i => i.Key)]);
        }
    }

    public async IAsyncEnumerable<StoredItem> GetAsync(string collection, IReadOnlyCollection<string> hrefs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await BeginAsync("GET", collection, cancellationToken);
        StoredItem[] found;
        lock (_lock)
        {
            var items = Collected(collection).Items;
            found = [.. hrefs.Where(h => items.GetValueOrDefault(h)?.Content is not null).Select(h => new StoredItem(h, items[h].ETag, items[h].Content))];
            _calls["ITEM"] = _calls.GetValueOrDefault("ITEM") + found.Length;
        }

        foreach (var item in found)
            yield return item;
    }

    public async Task<string?> PutAsync(string href, ReadOnlyMemory<byte> content, string mediaType, string? etag, CancellationToken cancellationToken)
    {
        await BeginAsync("PUT", href, cancellationToken);
        string stored;
        lock (_lock)
        {
            CheckCondition(href, etag);
            stored = Store(href, content.ToArray());
        }

        End("PUT", href);
        return HidesETags ? null : stored;
    }

    public async Task DeleteAsync(string href, string etag, CancellationToken cancellationToken)
    {
        await BeginAsync("DELETE", href, cancellationToken);
        lock (_lock)
        {
            if (Of(href).Items.GetValueOrDefault(href)?.Content is null)
                throw new BackendException(BackendError.NotFound, "No such item");
            CheckCondition(href, etag);
            Of(href).Items[href] = new Item(null, "", ++_version);
        }

        End("DELETE", href);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string? Token() => HasTokens ? _version.ToString(CultureInfo.InvariantCulture) : null;

    private Collection Collected(string href) => _collections.GetValueOrDefault(href) ?? throw new BackendException(BackendError.NotFound, "No such collection");

    private Collection Of(string href) => Collected(href[..(href.LastIndexOf('/') + 1)]);

    private void CheckCondition(string href, string? etag)
    {
        var present = Of(href).Items.GetValueOrDefault(href) is { Content: not null } item ? item.ETag : null;
        if (present != etag)
            throw new BackendException(BackendError.Conflict, "The item has another ETag");
    }

    private string Store(string href, byte[] content)
    {
        var item = new Item(content, $"\"{++_version}\"", _version);
        Of(href).Items[href] = item;
        return item.ETag;
    }

    private async Task BeginAsync(string operation, string href, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            _calls[operation] = _calls.GetValueOrDefault(operation) + 1;
        if (Fault?.Invoke(operation, href) is { } fault)
            throw fault;
    }

    /// <summary>Loses the answer where the test says so.</summary>
    private void End(string operation, string href)
    {
        if (Lost?.Invoke(operation, href) is { } fault)
            throw fault;
    }

    private sealed class Collection(string name, ItemKinds kinds, bool isDefault)
    {
        public string Name { get; set; } = name;

        public ItemKinds Kinds { get; } = kinds;

        public bool IsDefault { get; } = isDefault;

        /// <summary>Tokens before it are forgotten.</summary>
        public int Oldest { get; set; }

        public SortedDictionary<string, Item> Items { get; } = new(StringComparer.Ordinal);
    }

    /// <param name="Content">Null where the item has been removed.</param>
    /// <param name="ETag">Tag of the content.</param>
    /// <param name="Version">When it was last stored or removed.</param>
    private sealed record Item(byte[]? Content, string ETag, int Version);
}
