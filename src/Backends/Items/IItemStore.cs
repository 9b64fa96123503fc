namespace Mapigate.Backends.Items;

/// <summary>
/// One user's calendars, task lists and address books. Members may be called concurrently and give every call a deadline.
/// Collections and items are named by their href, an absolute path on the server, exactly as listed. All members throw <see cref="BackendException"/>.
/// </summary>
public interface IItemStore : IAsyncDisposable
{
    Task<IReadOnlyList<ItemCollection>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Makes a collection beside the user's others.</summary>
    /// <exception cref="BackendException">NotSupported where the server makes no such collections.</exception>
    Task<ItemCollection> CreateCollectionAsync(ItemKinds kinds, string displayName, CancellationToken cancellationToken);

    /// <summary>Gives the collection another name for people; its href stays.</summary>
    Task RenameCollectionAsync(string collection, string displayName, CancellationToken cancellationToken);

    /// <summary>Removes the collection with all its items.</summary>
    Task DeleteCollectionAsync(string collection, CancellationToken cancellationToken);

    /// <summary>What changed in a collection since <paramref name="since"/>; everything where that is null or no longer known to the server.</summary>
    /// <param name="collection">Href of the collection.</param>
    /// <param name="since">State of the last look.</param>
    /// <param name="known">ETag by href as the caller holds them from that look: a server without sync-collection is compared with it.</param>
    /// <param name="cancellationToken">Cancellation.</param>
    Task<ItemChanges> GetChangesAsync(string collection, string? since, IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken);

    /// <summary>Streams the items' contents, many in one request. An item that has gone is left out.</summary>
    IAsyncEnumerable<StoredItem> GetAsync(string collection, IReadOnlyCollection<string> hrefs, CancellationToken cancellationToken);

    /// <summary>Stores an item, on condition: <paramref name="etag"/> null creates and refuses to overwrite; else it must still be the item's.</summary>
    /// <returns>The new ETag, or null where the server does not tell (then read the item back).</returns>
    /// <exception cref="BackendException">Conflict where the condition does not hold.</exception>
    Task<string?> PutAsync(string href, ReadOnlyMemory<byte> content, string mediaType, string? etag, CancellationToken cancellationToken);

    /// <summary>Removes an item that still has that ETag.</summary>
    Task DeleteAsync(string href, string etag, CancellationToken cancellationToken);
}
