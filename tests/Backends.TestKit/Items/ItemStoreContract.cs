using Mapigate.Backends.Items;

namespace Mapigate.Backends.TestKit.Items;

/// <summary>What every <see cref="IItemStore"/> has to keep, one derived class for each subject. Every test has a user of its own with two clients and a calendar.</summary>
public abstract class ItemStoreContract(IItemSite site) : IAsyncLifetime
{
    protected static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    /// <summary>Nothing here takes long; it only ends a test that hangs.</summary>
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));

    protected IItemSite Site => site;

    protected CancellationToken Token => _patience.Token;

    protected BackendCredentials User { get; private set; } = null!;

    /// <summary>The client under test.</summary>
    protected IItemStore Store { get; private set; } = null!;

    /// <summary>Another client of the same user.</summary>
    protected IItemStore Other { get; private set; } = null!;

    /// <summary>An empty calendar's href.</summary>
    protected string Calendar { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        User = await site.NewUserAsync();
        Store = await site.LogInAsync(User);
        Other = await site.LogInAsync(User);
        Calendar = (await Store.CreateCollectionAsync(ItemKinds.Events, "Test", Token)).Href;
    }

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        await Other.DisposeAsync();
        _patience.Dispose();
    }

    /// <summary>Stores an event and finds out its ETag, also where the server does not say.</summary>
    protected async Task<string> PutAsync(string href, byte[] content, string? etag = null, IItemStore? client = null)
    {
        var given = await (client ?? Store).PutAsync(href, content, "text/calendar", etag, Token);
        return given ?? Assert.Single(await GetAsync(href)).ETag;
    }

    protected async Task<List<StoredItem>> GetAsync(params string[] hrefs)
    {
        var items = new List<StoredItem>();
        await foreach (var item in Store.GetAsync(hrefs.Length == 0 ? Calendar : hrefs[0][..(hrefs[0].LastIndexOf('/') + 1)], hrefs, Token))
            items.Add(item);
        return items;
    }

    protected Task<ItemChanges> LookAsync(IItemStore? client = null) => (client ?? Store).GetChangesAsync(Calendar, null, Nothing, Token);

    protected Task<ItemChanges> LookAgainAsync(ItemChanges before, IItemStore? client = null) =>
        (client ?? Store).GetChangesAsync(Calendar, before.State, before.Changed.ToDictionary(c => c.Href, c => c.ETag), Token);
}
