using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Mapigate.Backends.Items;

namespace Mapigate.Backends.CalDav;

/// <summary>One user's calendars and address books on a CalDAV and CardDAV server.</summary>
internal sealed class DavItemStore(DavSession session, DavHomes homes) : INamedItemStore
{
    private readonly DavOwners _owners = new(session);
    private readonly ConcurrentDictionary<string, ItemKinds> _kinds = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<ItemCollection>> ListAsync(CancellationToken cancellationToken)
    {
        var collections = await DavCollections.ListAsync(session, homes, _owners, cancellationToken);
        foreach (var collection in collections)
        {
            _kinds[collection.Href] = collection.Kinds;
        }

        return collections;
    }

    public string HrefOf(ItemKinds kinds, string name) =>
        homes.All.FirstOrDefault(h => kinds == ItemKinds.Contacts ? h.TakesAddressBooks : h.TakesCalendars) is { } home
            ? $"{home.Href}{name}/"
            : throw new BackendException(BackendError.NotSupported, "The DAV server names no place where the user may have such collections.");

    public async Task<ItemCollection> CreateCollectionAsync(ItemKinds kinds, string displayName, CancellationToken cancellationToken) =>
        await CreateCollectionAsync(HrefOf(kinds, Guid.NewGuid().ToString("D")), kinds, displayName, cancellationToken);

    public async Task<ItemCollection> CreateCollectionAsync(string href, ItemKinds kinds, string displayName, CancellationToken cancellationToken)
    {
        var made = await new DavCollectionWriter(session, DavHref.AsCollection(DavSession.Path(href))).CreateAsync(kinds, displayName, cancellationToken);
        _kinds[made.Href] = made.Kinds;
        return made;
    }

    public async Task RenameCollectionAsync(string collection, string displayName, CancellationToken cancellationToken) =>
        await new DavCollectionWriter(session, DavHref.AsCollection(DavSession.Path(collection))).RenameAsync(displayName, cancellationToken);

    public async Task DeleteCollectionAsync(string collection, CancellationToken cancellationToken)
    {
        var path = DavHref.AsCollection(DavSession.Path(collection));
        if (homes.All.Any(h => h.Href == path))
        {
            throw new BackendException(BackendError.Refused, "The home of the user's collections is not one to remove.");
        }

        await new DavCollectionWriter(session, path).DeleteAsync(cancellationToken);
        _kinds.TryRemove(path, out _);
    }

    public Task<ItemChanges> GetChangesAsync(string collection, string? since, IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken) =>
        new DavChanges(session, DavSession.Path(collection)).SinceAsync(since, known, cancellationToken);

    public async IAsyncEnumerable<StoredItem> GetAsync(
        string collection, IReadOnlyCollection<string> hrefs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = DavSession.Path(collection);
        if (!_kinds.TryGetValue(path, out var kinds))
        {
            kinds = _kinds[path] = await DavCollections.KindsAsync(session, path, cancellationToken);
        }

        await foreach (var item in new DavMultiget(session, path, kinds == ItemKinds.Contacts).GetAsync(hrefs, cancellationToken))
        {
            yield return item;
        }
    }

    public async Task<string?> PutAsync(string href, ReadOnlyMemory<byte> content, string mediaType, string? etag, CancellationToken cancellationToken) =>
        await new DavItemWriter(session, DavSession.Path(href)).PutAsync(content, mediaType, etag, cancellationToken);

    public async Task DeleteAsync(string href, string etag, CancellationToken cancellationToken) =>
        await new DavItemWriter(session, DavSession.Path(href)).DeleteAsync(etag, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
