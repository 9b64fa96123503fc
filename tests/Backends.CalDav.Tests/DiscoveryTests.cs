namespace Mapigate.Backends.CalDav.Tests;

public sealed class DiscoveryTests
{
    private static readonly string Collections = Xml.Multistatus(
        Xml.Response("/home/c/", "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>"));

    [Fact]
    public async Task LogIn_root_goes_by_well_known_and_principal_to_the_homes()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /.well-known/caldav", 301, "", ("Location", "/dav"))
            .On("PROPFIND /dav", 207, Principal("/dav", "/p/alice/"))
            .On("PROPFIND /p/alice/", 207, Homes("/p/alice/", "/home", "/books/"))
            .On("PROPFIND /home/", 207, Collections)
            .On("PROPFIND /books/", 207, Xml.Multistatus(Xml.Response("/books/b/", "<D:resourcetype><A:addressbook/></D:resourcetype>")));

        await using var store = await server.LogInAsync();

        Assert.Equal(["PROPFIND /.well-known/caldav", "PROPFIND /dav", "PROPFIND /p/alice/"], server.All.Select(a => a.Target));
        Assert.All(server.All, a => Assert.Equal("Basic " + Convert.ToBase64String("alice:grün"u8), a.Headers["Authorization"]));
        Assert.All(server.All, a => Assert.Equal("0", a.Headers["Depth"]));
        Assert.Equal(["/home/c/", "/books/b/"], (await store.ListAsync(CancellationToken.None)).Select(c => c.Href));
    }

    [Fact]
    public async Task LogIn_root_without_well_known_asks_the_root()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /", 207, Principal("/", "/p/")).On("PROPFIND /p/", 207, Homes("/p/", "/home/", "/home/")).On("PROPFIND /home/", 207, Collections);

        await using var store = await server.LogInAsync();

        Assert.Single(await store.ListAsync(CancellationToken.None));
        // Both home sets name one place: it is listed once.
        Assert.Single(server.All, a => a.Target == "PROPFIND /home/");
    }

    [Fact]
    public async Task LogIn_root_finds_the_address_books_of_a_separate_service()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /.well-known/caldav", 207, Principal("/.well-known/caldav", "/p/"))
            .On("PROPFIND /p/", 207, Xml.Multistatus(Xml.Response("/p/", "<C:calendar-home-set><D:href>/home/</D:href></C:calendar-home-set>")))
            .On("PROPFIND /.well-known/carddav", 307, "", ("Location", "/card/"))
            .On("PROPFIND /card/", 207, Principal("/card/", "/card/p/"))
            .On("PROPFIND /card/p/", 207, Homes("/card/p/", "/unused/", "/card/books/"))
            .On("PROPFIND /home/", 207, Collections)
            .On("PROPFIND /card/books/", 207, Xml.Multistatus(Xml.Response("/card/books/b/", "<D:resourcetype><A:addressbook/></D:resourcetype>")));

        await using var store = await server.LogInAsync();

        Assert.Equal(["/home/c/", "/card/books/b/"], (await store.ListAsync(CancellationToken.None)).Select(c => c.Href));
    }

    [Fact]
    public async Task LogIn_home_with_the_users_name_is_taken_as_it_is()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /cal/a%2Fb@example.test/", 207, Principal("/cal/a%2Fb@example.test/", "/p/service/"))
            .On("PROPFIND /cal/a%2Fb@example.test/", 207, Principal("/cal/a%2fb%40example.test/", "/p/service/"));

        await server.Backend(o => o with { Url = o.Url + "/cal/{user}/" }).LogInAsync(new BackendCredentials("a/b@example.test", "x"), CancellationToken.None);

        Assert.Equal(["PROPFIND /cal/a%2Fb@example.test/"], server.All.Select(a => a.Target));
    }

    [Fact]
    public async Task LogIn_collection_of_a_server_without_principals_is_the_home()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /home/", 207, Collections.Replace("/home/c/", "/home/"));

        await using var store = await server.LogInAsync(o => o with { Url = o.Url + "/home/" });

        Assert.Equal("/home/", Assert.Single(await store.ListAsync(CancellationToken.None)).Href);
    }

    [Fact]
    public async Task LogIn_wrong_password_is_tried_once()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /.well-known/caldav", 401).On("PROPFIND /", 401);

        await server.LogInAsync(o => o with { Attempts = 3 }).FailsAsync(BackendError.AuthenticationFailed);

        Assert.Single(server.All);
    }

    [Fact]
    public async Task LogIn_taken_for_a_stranger_fails()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /", 207, Xml.Multistatus(Xml.Response("/", "<D:current-user-principal><D:unauthenticated/></D:current-user-principal>")));

        await server.LogInAsync().FailsAsync(BackendError.AuthenticationFailed);
    }

    [Fact]
    public async Task LogIn_redirect_to_another_host_is_not_followed()
    {
        await using var server = await FakeServer.StartAsync();
        await using var other = await FakeServer.StartAsync();
        var elsewhere = other.Url.Replace("127.0.0.1", "localhost") + "/";
        server.On("PROPFIND /", 302, "", ("Location", elsewhere)).On("PROPFIND /.well-known/caldav", 302, "", ("Location", elsewhere));

        var fault = await server.LogInAsync().FailsAsync(BackendError.Protocol);

        Assert.Contains(elsewhere, fault.Message);
        Assert.Empty(other.All);
    }

    [Fact]
    public async Task LogIn_principal_on_another_host_is_not_asked()
    {
        await using var server = await FakeServer.StartAsync();
        await using var other = await FakeServer.StartAsync();
        server.On("PROPFIND /", 207, Principal("/", other.Url.Replace("127.0.0.1", "localhost") + "/p/"));

        await server.LogInAsync().FailsAsync(BackendError.NotSupported);

        Assert.Empty(other.All);
    }

    [Fact]
    public async Task LogIn_server_that_names_itself_as_its_proxy_sees_it_is_asked_where_it_was_configured()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /.well-known/caldav", 301, "", ("Location", "https://127.0.0.1/dav/"))
            .On("PROPFIND /dav/", 207, Homes("http://127.0.0.1:81/dav/", "https://127.0.0.1/home/", "/home/"))
            .On("PROPFIND /home/", 207, Collections.Replace("/home/c/", "http://127.0.0.1:8080/home/c/"));

        await using var store = await server.LogInAsync();

        Assert.Equal("/home/c/", Assert.Single(await store.ListAsync(CancellationToken.None)).Href);
    }

    [Fact]
    public async Task LogIn_redirects_end()
    {
        await using var server = await FakeServer.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            server.On($"PROPFIND /r{i}", 302, "", ("Location", $"/r{i + 1}"));
        }

        await server.LogInAsync(o => o with { Url = o.Url + "/r0" }).FailsAsync(BackendError.Protocol);

        Assert.Equal(6, server.All.Count);
    }

    [Fact]
    public async Task LogIn_as_another_user_names_him_in_the_configured_header()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /bob/", 207, Homes("/bob/", "/bob/", "/bob/"));
        var credentials = new BackendCredentials("gateway", "key", "bob");

        await server.Backend(o => o with { Url = o.Url + "/{user}/", ActAsHeader = "X-Remote-User" }).LogInAsync(credentials, CancellationToken.None);
        await server.Backend().LogInAsync(credentials, CancellationToken.None).FailsAsync(BackendError.NotSupported);

        Assert.Equal("bob", Assert.Single(server.All).Headers["X-Remote-User"]);
        Assert.Equal("Basic " + Convert.ToBase64String("gateway:key"u8), server.All[0].Headers["Authorization"]);
    }

    [Fact]
    public async Task LogIn_as_another_user_to_a_server_that_trusts_the_gateway_sends_no_password()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /bob/", 207, Homes("/bob/", "/bob/", "/bob/"));

        await server.Backend(o => o with { Url = o.Url + "/{user}/", ActAsHeader = "X-Remote-User" })
            .LogInAsync(new BackendCredentials("gateway", "", "bob"), CancellationToken.None);

        Assert.Equal("bob", Assert.Single(server.All).Headers["X-Remote-User"]);
        Assert.DoesNotContain("Authorization", server.All[0].Headers.Keys);
    }

    [Fact]
    public async Task LogIn_by_token_sends_it_in_place_of_the_password()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /", 207, Homes("/", "/home/", "/home/"));

        await server.Backend().LogInAsync(new BackendCredentials("alice", "") { BearerToken = "ab.c-d=" }, CancellationToken.None);
        await server.Backend().LogInAsync(new BackendCredentials("alice", "") { BearerToken = "a\r\nb" }, CancellationToken.None).FailsAsync(BackendError.AuthenticationFailed);

        Assert.All(server.All, a => Assert.Equal("Bearer ab.c-d=", a.Headers["Authorization"]));
    }

    [Theory]
    [InlineData("a:b", "x")]
    [InlineData("a", "x\r\ny")]
    public async Task LogIn_with_what_Basic_cannot_carry_fails_unasked(string user, string password)
    {
        await using var server = await FakeServer.StartAsync();

        await server.Backend().LogInAsync(new BackendCredentials(user, password), CancellationToken.None).FailsAsync(BackendError.AuthenticationFailed);

        Assert.Empty(server.All);
    }

    [Fact]
    public async Task LogIn_web_page_instead_of_dav_is_told()
    {
        await using var server = await FakeServer.StartAsync();
        server.On("PROPFIND /", 200, "hello");

        await server.LogInAsync().FailsAsync(BackendError.Protocol);
    }

    [Fact]
    public async Task LogIn_server_down_is_unavailable()
    {
        var server = await FakeServer.StartAsync();
        var backend = server.Backend();
        await server.DisposeAsync();

        await backend.LogInAsync(FakeServer.Alice, CancellationToken.None).FailsAsync(BackendError.Unavailable);
    }

    [Theory]
    [InlineData("ftp://dav.test/")]
    [InlineData("dav.test")]
    public void Configure_address_that_is_not_HTTP_is_refused(string url)
    {
        Assert.Throws<ArgumentException>(() => new DavItemBackend(
            new DavOptions { Url = url }, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<DavItemBackend>.Instance));
    }

    private static string Principal(string href, string principal) => Xml.Multistatus(Xml.Response(
        href, $"<D:resourcetype><D:collection/></D:resourcetype><D:current-user-principal><D:href>{principal}</D:href></D:current-user-principal>"));

    private static string Homes(string href, string calendars, string books) => Xml.Multistatus(Xml.Response(
        href,
        $"<D:resourcetype><D:principal/></D:resourcetype><C:calendar-home-set><D:href>{calendars}</D:href></C:calendar-home-set>"
        + $"<A:addressbook-home-set><D:href>{books}</D:href></A:addressbook-home-set>"));
}
