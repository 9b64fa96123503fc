using System.Text;
using Mapigate.Backends.Items;

namespace Mapigate.Backends.Local.Tests.Vdir;

public sealed class VdirTests : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly LocalFixture _local = new();

    public void Dispose() => _local.Dispose();

    [Fact]
    public async Task First_use_makes_a_calendar_a_task_list_and_an_address_book()
    {
        var collections = await (await StoreAsync()).ListAsync(default);
        Assert.Equal(
            [("/dav/alice@example.test/calendar/", ItemKinds.Events, true), ("/dav/alice@example.test/contacts/", ItemKinds.Contacts, false), ("/dav/alice@example.test/tasks/", ItemKinds.Tasks, false)],
            collections.Select(c => (c.Href, c.Kinds, c.IsDefault)));
    }

    [Fact]
    public async Task Items_are_put_changed_and_deleted_on_condition()
    {
        var store = await StoreAsync();
        const string Href = "/dav/alice@example.test/calendar/one@x.ics";
        var first = await store.PutAsync(Href, Event("one"), "text/calendar", null, default);
        await RefusedAsync(BackendError.Conflict, () => store.PutAsync(Href, Event("again"), "text/calendar", null, default));
        var second = await store.PutAsync(Href, Event("two"), "text/calendar", first, default);
        await RefusedAsync(BackendError.Conflict, () => store.PutAsync(Href, Event("three"), "text/calendar", first, default));
        await RefusedAsync(BackendError.Conflict, () => store.DeleteAsync(Href, first!, default));
        Assert.Equal(("two", second), await ReadAsync(store, Href));
        await store.DeleteAsync(Href, second!, default);
        await RefusedAsync(BackendError.NotFound, () => store.DeleteAsync(Href, second!, default));
        Assert.Empty(Directory.GetFiles(Folder("calendar"), "*tmp*"));
    }

    [Fact]
    public async Task Changes_of_others_show_whatever_their_times_and_sizes_are()
    {
        var store = await StoreAsync();
        var file = Path.Combine(Folder("calendar"), "others.ics");
        var state = (await store.GetChangesAsync("/dav/alice@example.test/calendar/", null, Nothing, default)).State;
        var old = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var name in (string[])["aaa", "bbb", "ccc", "ddd"])
        {
            File.WriteAllBytes(file, Event(name).ToArray());
            File.SetLastWriteTimeUtc(file, old);
            var changes = await store.GetChangesAsync("/dav/alice@example.test/calendar/", state, Nothing, default);
            var changed = Assert.Single(changes.Changed);
            Assert.Equal((name, changed.ETag), await ReadAsync(store, changed.Href));
            state = changes.State;
        }

        File.Delete(file);
        var last = await store.GetChangesAsync("/dav/alice@example.test/calendar/", state, Nothing, default);
        Assert.Equal(["/dav/alice@example.test/calendar/others.ics"], last.Removed);
    }

    [Fact]
    public async Task State_outlives_the_process_and_a_lost_or_torn_journal_is_a_reset()
    {
        var store = await StoreAsync();
        const string Collection = "/dav/alice@example.test/contacts/";
        await store.PutAsync(Collection + "a.vcf", Event("a"), "text/vcard", null, default);
        var state = (await store.GetChangesAsync(Collection, null, Nothing, default)).State;
        var etag = await store.PutAsync(Collection + "b.vcf", Event("b"), "text/vcard", null, default);
        await store.DeleteAsync(Collection + "b.vcf", etag!, default);
        _local.Restart();
        store = await StoreAsync();
        var changes = await store.GetChangesAsync(Collection, state, Nothing, default);
        Assert.False(changes.IsReset);
        Assert.Equal([Collection + "b.vcf"], changes.Removed);
        Assert.Empty(changes.Changed);

        var journal = Path.Combine(Folder("contacts"), ".mapigate-sync");
        File.WriteAllBytes(journal, File.ReadAllBytes(journal)[..^3]);
        _local.Restart();
        store = await StoreAsync();
        changes = await store.GetChangesAsync(Collection, changes.State, Nothing, default);
        Assert.True(changes.IsReset);
        Assert.Equal([Collection + "a.vcf"], changes.Changed.Select(c => c.Href));
    }

    [Fact]
    public async Task Collections_are_made_renamed_and_deleted()
    {
        var store = await StoreAsync();
        var made = await store.CreateCollectionAsync(ItemKinds.Events | ItemKinds.Tasks, "Über uns", default);
        Assert.Equal("Über uns", made.DisplayName);
        await store.RenameCollectionAsync(made.Href, "Team", default);
        Assert.Equal("Team", (await store.ListAsync(default)).Single(c => c.Href == made.Href).DisplayName);
        await store.DeleteCollectionAsync(made.Href, default);
        await RefusedAsync(BackendError.NotFound, () => store.GetChangesAsync(made.Href, null, Nothing, default));
        await RefusedAsync(BackendError.Refused, () => store.DeleteCollectionAsync("/dav/alice@example.test/calendar/", default));
    }

    [Theory]
    [InlineData("/dav/alice@example.test/calendar/..%2f..%2fx.ics")]
    [InlineData("/dav/alice@example.test/calendar/../x.ics")]
    [InlineData("/dav/alice@example.test/../x.ics")]
    [InlineData("/dav/alice@example.test/%2e%2e/x.ics")]
    [InlineData("/dav/alice@example.test/calendar/%00.ics")]
    [InlineData("/dav/alice@example.test/calendar/.hidden.ics")]
    [InlineData("/dav/alice@example.test/calendar/x")]
    [InlineData("/dav/alice@example.test/calendar/x.vcf")]
    [InlineData("/dav/bob@example.test/calendar/x.ics")]
    [InlineData("/dav/alice@example.test/.mapigate/x.ics")]
    [InlineData("x.ics")]
    public async Task Hostile_name_stays_outside(string href)
    {
        var store = await StoreAsync();
        await (await _local.Server.Items.LogInAsync(LocalFixture.Credentials("bob"), default)).DisposeAsync();
        var before = Files();
        await Assert.ThrowsAsync<BackendException>(() => store.PutAsync(href, Event("x"), "text/calendar", null, default));
        await Assert.ThrowsAsync<BackendException>(() => store.PutAsync(href[..^4] + new string('x', 300) + ".ics", Event("x"), "text/calendar", null, default));
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Of_many_who_replace_an_item_at_once_one_succeeds()
    {
        var store = await StoreAsync();
        const string Href = "/dav/alice@example.test/calendar/race.ics";
        var etag = await store.PutAsync(Href, Event("start"), "text/calendar", null, default);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            try
            {
                return await store.PutAsync(Href, Event($"writer {i}"), "text/calendar", etag, default);
            }
            catch (BackendException e) when (e.Error == BackendError.Conflict)
            {
                return null;
            }
        }));
        var winner = Assert.Single(outcomes, tag => tag is not null);
        Assert.Equal(winner, (await ReadAsync(store, Href)).ETag);
    }

    private static async Task RefusedAsync(BackendError error, Func<Task> act) => Assert.Equal(error, (await Assert.ThrowsAsync<BackendException>(act)).Error);

    private static ReadOnlyMemory<byte> Event(string name) => Encoding.UTF8.GetBytes(name);

    private static async Task<(string Content, string ETag)> ReadAsync(IItemStore store, string href)
    {
        await foreach (var item in store.GetAsync(href[..(href.LastIndexOf('/') + 1)], [href], default))
            return (Encoding.UTF8.GetString(item.Content.Span), item.ETag);
        throw new InvalidOperationException("No such item");
    }

    private string[] Files() =>
        [.. Directory.EnumerateFileSystemEntries(_local.Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Where(f => !f.Contains(".mapigate-sync", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private string Folder(string collection) => Path.Combine(_local.Folder, "alice@example.test", "dav", collection);

    private Task<IItemStore> StoreAsync() => _local.Server.Items.LogInAsync(LocalFixture.Credentials("alice"), default);
}
