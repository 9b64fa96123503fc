using Mapigate.Backends.Items;

namespace Mapigate.Backends.CalDav.Tests;

/// <summary>Collections of others that the user may see.</summary>
public sealed class SharingTests
{
    private const string Calendar = "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype><D:displayname>Plans</D:displayname>";
    private const string ReadOnly = "<D:current-user-privilege-set><D:privilege><D:read/></D:privilege></D:current-user-privilege-set>";

    [Fact]
    public async Task Shared_calendars_among_the_users_own_name_their_owner()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /", 207, Xml.Multistatus(Xml.Response("/", "<D:current-user-principal><D:href>/principals/users/alice/</D:href></D:current-user-principal>")))
            .On("PROPFIND /principals/users/alice/", 207, Principal("/principals/users/alice/", "/home/"))
            .On("PROPFIND /home/", 207, Xml.Multistatus(
                Xml.Response("/home/mine/", Calendar + Owner("/principals/users/alice")),
                Xml.Response("/home/plans_shared_by_bob/", Calendar + Owner("/principals/users/bob/") + ReadOnly),
                Xml.Response("/home/more_of_bob/", Calendar + Owner("/principals/users/bob/")),
                Xml.Response("/home/of_carol/", Calendar + Owner("/principals/users/carol%40x.test/")),
                Xml.Response("/home/of_nobody/", Calendar)))
            .On("PROPFIND /principals/users/bob/", 207, Xml.Multistatus(Xml.Response("/principals/users/bob/",
                "<D:displayname>Bob</D:displayname><C:calendar-user-address-set><D:href>/principals/users/bob/</D:href><D:href>mailto:bob%2B1@example.test</D:href></C:calendar-user-address-set>")))
            .On("PROPFIND /principals/users/carol@x.test/", 403);
        await using var store = await server.LogInAsync();

        await store.ListAsync(CancellationToken.None);
        var collections = await store.ListAsync(CancellationToken.None);

        Assert.Equal(
            [("/home/mine/", null, true), ("/home/plans_shared_by_bob/", "bob+1@example.test", false), ("/home/more_of_bob/", "bob+1@example.test", true), ("/home/of_carol/", "carol@x.test", true), ("/home/of_nobody/", (string?)null, true)],
            collections.Select(c => (c.Href, c.Owner, c.IsWritable)));
        Assert.Single(server.All, a => a.Target == "PROPFIND /principals/users/bob/");
    }

    [Fact]
    public async Task Homes_of_those_who_made_the_user_their_proxy_are_listed()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /", 207, Principal("/", "/home/", "<S:calendar-proxy-read-for><D:href>/p/bob/</D:href><D:href>/p/gone/</D:href></S:calendar-proxy-read-for>"
                + "<S:calendar-proxy-write-for><D:href>/p/carol/</D:href><D:href>http://elsewhere.test/p/x/</D:href></S:calendar-proxy-write-for>"))
            .On("PROPFIND /p/bob/", 207, Principal("/p/bob/", "/bob/", "<D:displayname>Bob</D:displayname>"))
            .On("PROPFIND /p/carol/", 207, Principal("/p/carol/", "/carol/"))
            .On("PROPFIND /home/", 207, Xml.Multistatus(Xml.Response("/home/c/", Calendar)))
            .On("PROPFIND /bob/", 207, Xml.Multistatus(
                Xml.Response("/bob/c/", Calendar), Xml.Response("/bob/inbox/", "<C:schedule-default-calendar-URL><D:href>/bob/c/</D:href></C:schedule-default-calendar-URL>")))
            .On("PROPFIND /carol/", 207, Xml.Multistatus(Xml.Response("/carol/c/", Calendar)));
        await using var store = await server.LogInAsync();

        var collections = await store.ListAsync(CancellationToken.None);

        Assert.Equal(
            [("/home/c/", null, true, false), ("/carol/c/", "carol", true, false), ("/bob/c/", "Bob", false, false)],
            collections.Select(c => (c.Href, c.Owner, c.IsWritable, c.IsDefault)));
        await store.CreateCollectionAsync(ItemKinds.Events, "x", CancellationToken.None).FailsAsync(BackendError.NotFound);
        Assert.StartsWith("MKCALENDAR /home/", server.All[^1].Target);
    }

    [Fact]
    public async Task Home_of_another_that_is_closed_again_hides_nothing()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /", 207, Principal("/", "/home/", "<S:calendar-proxy-read-for><D:href>/p/bob/</D:href></S:calendar-proxy-read-for>"))
            .On("PROPFIND /p/bob/", 207, Principal("/p/bob/", "/bob/"))
            .On("PROPFIND /home/", 207, Xml.Multistatus(Xml.Response("/home/c/", Calendar)))
            .On("PROPFIND /bob/", 403);
        await using var store = await server.LogInAsync();

        Assert.Single(await store.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Several_homes_of_the_user_are_all_his()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /", 207, Xml.Multistatus(Xml.Response("/", "<D:resourcetype><D:principal/></D:resourcetype>"
                + "<C:calendar-home-set><D:href>/home/</D:href><D:href>/more/</D:href></C:calendar-home-set>")))
            .On("PROPFIND /home/", 207, Xml.Multistatus(Xml.Response("/home/c/", Calendar)))
            .On("PROPFIND /more/", 207, Xml.Multistatus(Xml.Response("/more/c/", Calendar)));
        await using var store = await server.LogInAsync();

        Assert.Equal([("/home/c/", (string?)null), ("/more/c/", null)], (await store.ListAsync(CancellationToken.None)).Select(c => (c.Href, c.Owner)));
    }

    [Fact]
    public async Task Home_of_a_user_in_whose_name_another_account_asks_is_his_own()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /cal/bob/", 207, Xml.Multistatus(Xml.Response(
                "/cal/bob/", "<D:resourcetype><D:collection/></D:resourcetype><D:current-user-principal><D:href>/p/gateway/</D:href></D:current-user-principal>" + Owner("/p/bob/"))))
            .On("PROPFIND /p/gateway/", 207, Xml.Multistatus(Xml.Response("/p/gateway/", "<D:displayname>Gateway</D:displayname>")));
        using var backend = server.Backend(o => o with { Url = o.Url + "/cal/{user}/", ActAsHeader = "X-Act-As" });
        await using var store = await backend.LogInAsync(new BackendCredentials("gateway", "key", "bob"), CancellationToken.None);
        server.On("PROPFIND /cal/bob/", 207, Xml.Multistatus(
            Xml.Response("/cal/bob/c/", Calendar + Owner("/p/bob/")), Xml.Response("/cal/bob/g/", Calendar + Owner("/p/gateway/"))));

        Assert.Equal([null, "Gateway"], (await store.ListAsync(CancellationToken.None)).Select(c => c.Owner));
    }

    private static string Owner(string principal) => $"<D:owner><D:href>{principal}</D:href></D:owner>";

    private static string Principal(string href, string home, string more = "") =>
        Xml.Multistatus(Xml.Response(href, $"<D:resourcetype><D:principal/></D:resourcetype><C:calendar-home-set><D:href>{home}</D:href></C:calendar-home-set>{more}"));
}
