using System.Net.Http.Headers;
using System.Text;
using Mapigate.Backends.Items;
using Mapigate.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Mapigate.Backends.CalDav.Tests;

/// <summary>Against the Radicale of tests/stack. What another client does is done by plain HTTP beside this client.</summary>
[Collection(Stack.Collection)]
public sealed class RadicaleTests(Stack stack, ITestOutputHelper output) : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];
    private readonly HttpMessageInvoker _other = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero });

    public void Dispose() => _other.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("alice%40example.test/")]
    [InlineData("{user}/")]
    public async Task List_from_root_principal_or_template_finds_the_same(string path)
    {
        await using var store = await LogInAsync(stack.Alice, path);

        var collections = (await store.ListAsync(CancellationToken.None)).ToDictionary(c => c.Href);

        Assert.Equal(("Calendar", ItemKinds.Events, true), Facts(collections["/alice@example.test/calendar/"]));
        Assert.Equal(("Tasks", ItemKinds.Tasks, true), Facts(collections["/alice@example.test/tasks/"]));
        Assert.Equal(("Contacts", ItemKinds.Contacts, true), Facts(collections["/alice@example.test/contacts/"]));

        static (string, ItemKinds, bool) Facts(ItemCollection c) => (c.DisplayName, c.Kinds, c.IsWritable);
    }

    [Fact]
    public async Task LogIn_wrong_password_fails()
    {
        await LogInAsync(stack.Alice with { Password = "wrong" }).FailsAsync(BackendError.AuthenticationFailed);
    }

    [Fact]
    public async Task Item_lives_from_put_to_delete_with_every_condition_kept()
    {
        var (store, calendar) = await NewCalendarAsync();
        var href = calendar + "a%40b c.ics".Replace(" ", "%20");
        var first = await store.GetChangesAsync(calendar, null, Nothing, CancellationToken.None);
        Assert.Empty(first.Changed);

        var etag = await store.PutAsync(href, Event("a", "one"), "text/calendar", null, CancellationToken.None);
        Assert.NotNull(etag);
        await store.PutAsync(href, Event("a", "again"), "text/calendar", null, CancellationToken.None).FailsAsync(BackendError.Conflict);

        var second = await store.GetChangesAsync(calendar, first.State, Nothing, CancellationToken.None);
        var item = Assert.Single(second.Changed);
        Assert.Equal((false, calendar + "a@b%20c.ics", etag), (second.IsReset, item.Href, item.ETag));
        var content = Text(Assert.Single(await store.GetAsync(calendar, [item.Href], CancellationToken.None).ToListAsync()));
        Assert.Contains("SUMMARY:one\r\n", content);

        var changed = await store.PutAsync(item.Href, Event("a", "two"), "text/calendar", etag, CancellationToken.None);
        Assert.NotEqual(etag, changed);
        await store.PutAsync(item.Href, Event("a", "lost"), "text/calendar", etag, CancellationToken.None).FailsAsync(BackendError.Conflict);
        await store.DeleteAsync(item.Href, etag, CancellationToken.None).FailsAsync(BackendError.Conflict);
        Assert.Contains("SUMMARY:two\r\n", Text(Assert.Single(await store.GetAsync(calendar, [item.Href], CancellationToken.None).ToListAsync())));

        await store.DeleteAsync(item.Href, changed!, CancellationToken.None);
        await store.DeleteAsync(item.Href, changed!, CancellationToken.None).FailsAsync(BackendError.NotFound);
        var third = await store.GetChangesAsync(calendar, second.State, new Dictionary<string, string> { [item.Href] = etag }, CancellationToken.None);
        Assert.Equal([item.Href], third.Removed);
        Assert.Empty(await store.GetAsync(calendar, [item.Href, calendar + "x"], CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task GetChanges_nothing_changed_keeps_the_state_that_the_list_shows()
    {
        var (store, calendar) = await NewCalendarAsync();
        await store.PutAsync(calendar + "1.ics", Event("1", "x"), "text/calendar", null, CancellationToken.None);

        var changes = await store.GetChangesAsync(calendar, null, Nothing, CancellationToken.None);
        var listed = Assert.Single(await store.ListAsync(CancellationToken.None));
        var same = await store.GetChangesAsync(calendar, changes.State, Nothing, CancellationToken.None);

        Assert.Equal(changes.State, listed.State);
        Assert.Equal(changes.State, same.State);
        Assert.Equal((false, 0, 0), (same.IsReset, same.Changed.Count, same.Removed.Count));
    }

    [Fact]
    public async Task GetChanges_of_another_client_are_seen()
    {
        var user = stack.NewUser();
        var (store, calendar) = await NewCalendarAsync(user);
        await store.PutAsync(calendar + "mine.ics", Event("mine", "x"), "text/calendar", null, CancellationToken.None);
        var before = await store.GetChangesAsync(calendar, null, Nothing, CancellationToken.None);
        var known = before.Changed.ToDictionary(c => c.Href, c => c.ETag);

        await OtherAsync(user, "PUT", calendar + "theirs.ics", Event("theirs", "y"));
        await OtherAsync(user, "DELETE", calendar + "mine.ics", default);

        var after = await store.GetChangesAsync(calendar, before.State, known, CancellationToken.None);
        Assert.Equal([calendar + "theirs.ics"], after.Changed.Select(c => c.Href));
        Assert.Equal([calendar + "mine.ics"], after.Removed);
    }

    [Fact]
    public async Task GetChanges_token_that_the_server_never_gave_starts_anew()
    {
        var (store, calendar) = await NewCalendarAsync();
        await store.PutAsync(calendar + "1.ics", Event("1", "x"), "text/calendar", null, CancellationToken.None);

        foreach (var token in new[] { "sync:nonsense", "sync:http://radicale.org/ns/sync/" + new string('0', 64) })
        {
            var changes = await store.GetChangesAsync(calendar, token, Nothing, CancellationToken.None);

            Assert.True(changes.IsReset);
            Assert.Single(changes.Changed);
        }
    }

    [Fact]
    public async Task GetChanges_by_tags_finds_what_sync_finds()
    {
        var (store, calendar) = await NewCalendarAsync();
        var etag = await store.PutAsync(calendar + "1.ics", Event("1", "x"), "text/calendar", null, CancellationToken.None);

        var changes = await store.GetChangesAsync(
            calendar, "ctag:old", new Dictionary<string, string> { [calendar + "0.ics"] = "\"0\"" }, CancellationToken.None);

        Assert.StartsWith("ctag:", changes.State);
        Assert.Equal([new ItemVersion(calendar + "1.ics", etag!)], changes.Changed);
        Assert.Equal([calendar + "0.ics"], changes.Removed);
        var same = await store.GetChangesAsync(calendar, changes.State, Nothing, CancellationToken.None);
        Assert.Equal((changes.State, 0), (same.State, same.Changed.Count));
    }

    [Fact]
    public async Task Get_hundreds_of_items_come_whole()
    {
        const int count = 120;
        var (store, calendar) = await NewCalendarAsync();
        for (var i = 0; i < count; i++)
        {
            await store.PutAsync($"{calendar}{i}.ics", Event($"u{i}", $"number {i}, grün & <more>"), "text/calendar", null, CancellationToken.None);
        }

        var started = TimeProvider.System.GetTimestamp();
        var changes = await store.GetChangesAsync(calendar, null, Nothing, CancellationToken.None);
        var listed = TimeProvider.System.GetElapsedTime(started);
        var items = await store.GetAsync(calendar, [.. changes.Changed.Select(c => c.Href)], CancellationToken.None).ToListAsync();
        output.WriteLine($"{count} listed in {listed.TotalMilliseconds:0} ms, listed and fetched in {TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:0} ms");

        Assert.Equal(count, items.Count);
        Assert.All(items, i => Assert.Contains($"SUMMARY:number {i.Href[calendar.Length..^4]}\\, grün & <more>\r\n", Text(i)));
        Assert.Equal(changes.Changed.ToDictionary(c => c.Href, c => c.ETag), items.ToDictionary(i => i.Href, i => i.ETag));
    }

    [Fact]
    public async Task Put_uid_that_another_item_has_is_told_apart()
    {
        var (store, calendar) = await NewCalendarAsync();
        await store.PutAsync(calendar + "1.ics", Event("same", "x"), "text/calendar", null, CancellationToken.None);

        await store.PutAsync(calendar + "2.ics", Event("same", "y"), "text/calendar", null, CancellationToken.None).FailsAsync(BackendError.AlreadyExists);
    }

    [Fact]
    public async Task Put_what_is_no_calendar_is_refused()
    {
        var (store, calendar) = await NewCalendarAsync();

        await store.PutAsync(calendar + "1.ics", "hello"u8.ToArray(), "text/calendar", null, CancellationToken.None).FailsAsync(BackendError.Refused);
    }

    [Fact]
    public async Task Put_into_a_collection_that_is_not_there_is_not_found()
    {
        var (store, calendar) = await NewCalendarAsync();

        await store.PutAsync(calendar.Replace("/c/", "/none/") + "1.ics", Event("1", "x"), "text/calendar", null, CancellationToken.None).FailsAsync(BackendError.NotFound);
        await store.GetChangesAsync(calendar.Replace("/c/", "/none/"), null, Nothing, CancellationToken.None).FailsAsync(BackendError.NotFound);
    }

    [Fact]
    public async Task Collection_of_another_user_is_denied()
    {
        var (_, theirs) = await NewCalendarAsync();
        var (store, _) = await NewCalendarAsync();

        await store.PutAsync(theirs + "1.ics", Event("1", "x"), "text/calendar", null, CancellationToken.None).FailsAsync(BackendError.AccessDenied);
        await store.GetChangesAsync(theirs, null, Nothing, CancellationToken.None).FailsAsync(BackendError.AccessDenied);
    }

    [Fact]
    public async Task Contact_comes_back_as_it_was_put()
    {
        var user = stack.NewUser();
        await using var store = await LogInAsync(user);
        var book = $"/{user.Address}/b/";
        await OtherAsync(user, "MKCOL", book, "<D:mkcol xmlns:D=\"DAV:\" xmlns:R=\"urn:ietf:params:xml:ns:carddav\"><D:set><D:prop><D:resourcetype><D:collection/><R:addressbook/></D:resourcetype></D:prop></D:set></D:mkcol>"u8.ToArray());
        var card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:c1\r\nFN:Grün\r\nN:Grün;;;;\r\nEND:VCARD\r\n"u8.ToArray();

        await store.PutAsync(book + "c1.vcf", card, "text/vcard", null, CancellationToken.None);
        await store.PutAsync(book + "c2.vcf", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(card).Replace("c1", "c2")), "text/vcard", null, CancellationToken.None);

        Assert.Equal(ItemKinds.Contacts, Assert.Single(await store.ListAsync(CancellationToken.None)).Kinds);
        var items = await store.GetAsync(book, [book + "c1.vcf", book + "c2.vcf"], CancellationToken.None).ToListAsync();
        Assert.Equal(2, items.Count);
        Assert.All(items, i => Assert.Contains("FN:Grün\r\n", Text(i)));
    }

    [Theory]
    [InlineData(ItemKinds.Events)]
    [InlineData(ItemKinds.Tasks)]
    [InlineData(ItemKinds.Journals)]
    [InlineData(ItemKinds.Events | ItemKinds.Tasks)]
    [InlineData(ItemKinds.Contacts)]
    public async Task Collection_is_made_renamed_and_removed(ItemKinds kinds)
    {
        var user = stack.NewUser();
        await using var store = await LogInAsync(user);

        var made = await store.CreateCollectionAsync(kinds, "Grün & <Blau> \u0001😀", CancellationToken.None);
        Assert.Equal(("Grün & <Blau> 😀", kinds, true, false), (made.DisplayName, made.Kinds, made.IsWritable, made.IsDefault));
        Assert.Equal(made, Assert.Single(await store.ListAsync(CancellationToken.None)));

        await store.RenameCollectionAsync(made.Href, "Other", CancellationToken.None);
        Assert.Equal((made.Href, "Other"), Assert.Single(await store.ListAsync(CancellationToken.None)) is var renamed ? (renamed.Href, renamed.DisplayName) : default);

        await store.DeleteCollectionAsync(made.Href, CancellationToken.None);
        Assert.Empty(await store.ListAsync(CancellationToken.None));
        await store.DeleteCollectionAsync(made.Href, CancellationToken.None).FailsAsync(BackendError.NotFound);
        await store.RenameCollectionAsync(made.Href, "x", CancellationToken.None).FailsAsync(BackendError.NotFound);
    }

    [Fact]
    public async Task Collection_at_a_place_that_is_taken_is_told()
    {
        var user = stack.NewUser();
        await using var store = Assert.IsAssignableFrom<INamedItemStore>(await LogInAsync(user));

        await store.CreateCollectionAsync($"/{user.Address}/mine", ItemKinds.Events, "One", CancellationToken.None);

        await store.CreateCollectionAsync($"/{user.Address}/mine/", ItemKinds.Events, "Two", CancellationToken.None).FailsAsync(BackendError.AlreadyExists);
        await store.CreateCollectionAsync($"/{user.Address}/mine/", ItemKinds.Contacts, "Two", CancellationToken.None).FailsAsync(BackendError.AlreadyExists);
        Assert.Equal("One", Assert.Single(await store.ListAsync(CancellationToken.None)).DisplayName);
    }

    [Fact]
    public async Task Collection_of_another_user_cannot_be_renamed_or_removed()
    {
        var (_, theirs) = await NewCalendarAsync();
        var (store, _) = await NewCalendarAsync();

        await store.RenameCollectionAsync(theirs, "Mine", CancellationToken.None).FailsAsync(BackendError.AccessDenied);
        await store.DeleteCollectionAsync(theirs, CancellationToken.None).FailsAsync(BackendError.AccessDenied);
    }

    private static string Text(StoredItem item) => Encoding.UTF8.GetString(item.Content.Span);

    private static byte[] Event(string uid, string summary) => Encoding.UTF8.GetBytes(
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mapigate//test//EN\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261120T100000Z\r\n"
        + $"DTSTART:20261121T100000Z\r\nDTEND:20261121T110000Z\r\nSUMMARY:{summary.Replace(",", "\\,")}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");

    private Task<IItemStore> LogInAsync(StackUser user, string path = "") =>
        new DavItemBackend(new DavOptions { Url = stack.CalDav + path }, TimeProvider.System, NullLogger<DavItemBackend>.Instance)
            .LogInAsync(new BackendCredentials(user.Address, user.Password), CancellationToken.None);

    private async Task<(IItemStore Store, string Calendar)> NewCalendarAsync(StackUser? user = null)
    {
        user ??= stack.NewUser();
        var store = await LogInAsync(user);
        var calendar = $"/{user.Address}/c/";
        await OtherAsync(user, "MKCALENDAR", calendar, default);
        return (store, calendar);
    }

    private async Task OtherAsync(StackUser user, string method, string path, ReadOnlyMemory<byte> body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(stack.CalDav, path)) { Content = new ReadOnlyMemoryContent(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.Address}:{user.Password}")));
        using var response = await _other.SendAsync(request, CancellationToken.None);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {response.StatusCode}");
    }
}
