using System.Runtime.CompilerServices;
using Mapigate.Backends.Items;
using Mapigate.Backends.Local.Files;
using Mapigate.Backends.Local.Vdir;

namespace Mapigate.Backends.Local;

/// <summary>One user's calendars, task lists and address books in folders.</summary>
internal sealed class LocalItemStore(LocalMailbox mailbox) : INamedItemStore
{
    private string Address => mailbox.User.Address;

    private VdirTree Tree => mailbox.Items;

    public Task<IReadOnlyList<ItemCollection>> ListAsync(CancellationToken cancellationToken) => FileFault.RunAsync(() => Tree.ListAsync(cancellationToken), cancellationToken);

    public string HrefOf(ItemKinds kinds, string name) => ItemHref.Of(Address, name);

    public Task<ItemCollection> CreateCollectionAsync(ItemKinds kinds, string displayName, CancellationToken cancellationToken) =>
        FileFault.RunAsync(() => Tree.Create(kinds, displayName).DescribeAsync(isDefault: false, cancellationToken), cancellationToken);

    public Task<ItemCollection> CreateCollectionAsync(string href, ItemKinds kinds, string displayName, CancellationToken cancellationToken) =>
        FileFault.RunAsync(() => Tree.Create(kinds, displayName, ItemHref.Collection(href, Address)).DescribeAsync(isDefault: false, cancellationToken), cancellationToken);

    public Task RenameCollectionAsync(string collection, string displayName, CancellationToken cancellationToken) =>
        FileFault.RunAsync(() => Tree.Rename(ItemHref.Collection(collection, Address), displayName), cancellationToken);

    public Task DeleteCollectionAsync(string collection, CancellationToken cancellationToken) => FileFault.RunAsync(() => Tree.Delete(ItemHref.Collection(collection, Address)), cancellationToken);

    public Task<ItemChanges> GetChangesAsync(string collection, string? since, IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken) =>
        FileFault.RunAsync(() => Tree.Open(ItemHref.Collection(collection, Address)).GetChangesAsync(since, cancellationToken), cancellationToken);

    public async IAsyncEnumerable<StoredItem> GetAsync(string collection, IReadOnlyCollection<string> hrefs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var name = ItemHref.Collection(collection, Address);
        var open = Tree.Open(name);
        foreach (var href in hrefs)
        {
            var item = ItemHref.Item(href, Address);
            if (item.Collection == name && await FileFault.RunAsync(() => Task.FromResult(open.Read(item.Item, href)), cancellationToken) is { } stored)
                yield return stored;
        }
    }

    public Task<string?> PutAsync(string href, ReadOnlyMemory<byte> content, string mediaType, string? etag, CancellationToken cancellationToken) => FileFault.RunAsync<string?>(
        async () =>
        {
            var (collection, item) = ItemHref.Item(href, Address);
            return await Tree.Open(collection).PutAsync(item, content, etag, cancellationToken);
        },
        cancellationToken);

    public Task DeleteAsync(string href, string etag, CancellationToken cancellationToken) => FileFault.RunAsync(
        async () =>
        {
            var (collection, item) = ItemHref.Item(href, Address);
            await Tree.Open(collection).DeleteAsync(item, etag, cancellationToken);
            return href;
        },
        cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
