using Mapigate.Backends.Items;

namespace Mapigate.Backends.CalDav.Tests;

public sealed class ChangesTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public async Task GetChanges_first_look_lists_the_members()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("REPORT /home/c/", 207, Xml.Multistatus(
            Xml.Item("/home/c/", "\"self\""), Xml.Item("/home/c/a%40b.ics", "\"1\""), Xml.Item("http://127.0.0.1/home/c/b.ics", "W/\"2\""),
            Xml.Item("/home/c/sub/", "\"3\""), Xml.Item("/home/c/sub/x.ics", "\"4\""), Xml.Item("/home/other.ics", "\"5\""), Xml.Gone("/home/c/never.ics"),
            Xml.Token("t1")));
        await using var store = await server.LogInAsync();

        var changes = await store.GetChangesAsync("/home/c/", null, Nothing, CancellationToken.None);

        Assert.Equal("sync:t1", changes.State);
        Assert.True(changes.IsReset);
        Assert.Equal([new ItemVersion("/home/c/a@b.ics", "\"1\""), new ItemVersion("/home/c/b.ics", "W/\"2\"")], changes.Changed);
        Assert.Empty(changes.Removed);
        Assert.Contains("<sync-token></sync-token>", server.All[^1].Body);
    }

    [Fact]
    public async Task GetChanges_next_look_tells_only_what_the_caller_does_not_know()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("REPORT /home/c/", 207, Xml.Multistatus(
            Xml.Token("t2"), Xml.Item("/home/c/new", "\"1\""), Xml.Item("/home/c/mine", "\"2\""), Xml.Item("/home/c/changed", "\"3\""),
            Xml.Gone("/home/c/gone"), Xml.Gone("/home/c/came-and-went")));
        await using var store = await server.LogInAsync();

        var changes = await store.GetChangesAsync(
            "/home/c/", "sync:t<1>", new Dictionary<string, string> { ["/home/c/mine"] = "\"2\"", ["/home/c/changed"] = "\"2\"", ["/home/c/gone"] = "\"1\"" }, CancellationToken.None);

        Assert.Equal("sync:t2", changes.State);
        Assert.False(changes.IsReset);
        Assert.Equal(["/home/c/new", "/home/c/changed"], changes.Changed.Select(c => c.Href));
        Assert.Equal(["/home/c/gone"], changes.Removed);
        Assert.Contains("t&lt;1&gt;", server.All[^1].Body);
    }

    [Fact]
    public async Task GetChanges_server_that_stops_early_is_asked_on()
    {
        const string more = "<D:response><D:href>/home/c/</D:href><D:status>HTTP/1.1 507 Insufficient Storage</D:status></D:response>";
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On(
            "REPORT /home/c/",
            (207, Xml.Multistatus(Xml.Item("/home/c/a", "1"), Xml.Item("/home/c/b", "1"), more, Xml.Token("t1"))),
            (207, Xml.Multistatus(Xml.Gone("/home/c/a"), Xml.Item("/home/c/b", "2"), Xml.Token("t2"))));
        await using var store = await server.LogInAsync();

        var changes = await store.GetChangesAsync("/home/c/", "sync:t0", new Dictionary<string, string> { ["/home/c/a"] = "\"0\"" }, CancellationToken.None);

        Assert.Equal([new ItemVersion("/home/c/b", "\"2\"")], changes.Changed);
        Assert.Equal(["/home/c/a"], changes.Removed);
        Assert.Equal("sync:t2", changes.State);
        Assert.Contains(">t1<", server.All[^1].Body);
    }

    [Fact]
    public async Task GetChanges_server_that_never_advances_is_given_up()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("REPORT /home/c/", 207, Xml.Multistatus(
            "<D:response><D:href>/home/c</D:href><D:status>HTTP/1.1 507 x</D:status></D:response>", Xml.Token("t0")));
        await using var store = await server.LogInAsync();

        await store.GetChangesAsync("/home/c/", "sync:t0", Nothing, CancellationToken.None).FailsAsync(BackendError.Protocol);
    }

    [Theory]
    [InlineData(403, "<D:valid-sync-token/>")]
    [InlineData(409, "<D:valid-sync-token/>")]
    [InlineData(412, "")]
    [InlineData(500, "")]
    public async Task GetChanges_forgotten_token_starts_anew(int status, string condition)
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("REPORT /home/c/", (status, Xml.Error(condition)), (207, Xml.Multistatus(Xml.Item("/home/c/a", "1"), Xml.Token("t9"))));
        await using var store = await server.LogInAsync();

        var changes = await store.GetChangesAsync("/home/c/", "sync:old", new Dictionary<string, string> { ["/home/c/a"] = "\"1\"" }, CancellationToken.None);

        Assert.True(changes.IsReset);
        Assert.Equal("sync:t9", changes.State);
        Assert.Single(changes.Changed);
    }

    [Theory]
    [InlineData(400, "")]
    [InlineData(403, "<D:supported-report/>")]
    [InlineData(405, "")]
    [InlineData(501, "")]
    public async Task GetChanges_server_without_the_report_is_compared_by_tags(int status, string condition)
    {
        await using var server = await FakeServer.StartAsync();
        var tag = "c1";
        var items = Xml.Item("/home/c/a", "1") + Xml.Item("/home/c/b", "1");
        server.WithHome().On("REPORT /home/c/", status, Xml.Error(condition)).On("PROPFIND /home/c/", (asked, context) => FakeServer.RespondAsync(
            context, 207, Xml.Multistatus(asked.Headers["Depth"] == "0" ? Xml.Response("/home/c/", $"<S:getctag>{tag}</S:getctag>") : items)));
        await using var store = await server.LogInAsync();

        var first = await store.GetChangesAsync("/home/c/", null, Nothing, CancellationToken.None);
        Assert.True(first.IsReset);
        Assert.Equal("ctag:c1", first.State);
        Assert.Equal(["/home/c/a", "/home/c/b"], first.Changed.Select(c => c.Href));

        var known = first.Changed.ToDictionary(c => c.Href, c => c.ETag);
        var asked = server.All.Count;
        var same = await store.GetChangesAsync("/home/c/", first.State, known, CancellationToken.None);
        Assert.Equal(1, server.All.Count - asked);
        Assert.Equal((false, 0, 0), (same.IsReset, same.Changed.Count, same.Removed.Count));

        (tag, items) = ("c2", Xml.Item("/home/c/b", "2") + Xml.Item("/home/c/d", "1"));
        var next = await store.GetChangesAsync("/home/c/", first.State, known, CancellationToken.None);
        Assert.False(next.IsReset);
        Assert.Equal("ctag:c2", next.State);
        Assert.Equal([new ItemVersion("/home/c/b", "\"2\""), new ItemVersion("/home/c/d", "\"1\"")], next.Changed);
        Assert.Equal(["/home/c/a"], next.Removed);
    }

    [Fact]
    public async Task GetChanges_list_too_long_for_the_report_is_compared_once()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome()
            .On("REPORT /home/c/", (asked, context) => asked.Body.Contains(">t1<")
                ? FakeServer.RespondAsync(context, 207, Xml.Multistatus(Xml.Item("/home/c/b", "2"), Xml.Token("t2")))
                : FakeServer.RespondAsync(context, 507, Xml.Error("<D:number-of-matches-within-limits/>")))
            .On("PROPFIND /home/c/", (asked, context) => FakeServer.RespondAsync(context, 207, Xml.Multistatus(
                asked.Headers["Depth"] == "0" ? Xml.Response("/home/c/", "<S:getctag>c1</S:getctag>" + Xml.Token("t1")) : Xml.Item("/home/c/a", "1"))));
        await using var store = await server.LogInAsync();

        var first = await store.GetChangesAsync("/home/c/", null, Nothing, CancellationToken.None);
        var second = await store.GetChangesAsync("/home/c/", first.State, Nothing, CancellationToken.None);

        Assert.Equal(("sync:t1", true, "/home/c/a"), (first.State, first.IsReset, Assert.Single(first.Changed).Href));
        Assert.Equal(("sync:t2", false, "/home/c/b"), (second.State, second.IsReset, Assert.Single(second.Changed).Href));
    }

    [Fact]
    public async Task GetChanges_token_forgotten_between_two_pages_starts_anew()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("REPORT /home/c/", (asked, context) => asked.Body switch
        {
            var body when body.Contains(">t0<") => FakeServer.RespondAsync(context, 207, Xml.Multistatus(
                Xml.Item("/home/c/a", "1"), "<D:response><D:href>/home/c/</D:href><D:status>HTTP/1.1 507 x</D:status></D:response>", Xml.Token("t1"))),
            var body when body.Contains(">t1<") => FakeServer.RespondAsync(context, 403, Xml.Error("<D:valid-sync-token/>")),
            _ => FakeServer.RespondAsync(context, 207, Xml.Multistatus(Xml.Item("/home/c/a", "2"), Xml.Item("/home/c/b", "1"), Xml.Token("t9"))),
        });
        await using var store = await server.LogInAsync();

        var changes = await store.GetChangesAsync("/home/c/", "sync:t0", Nothing, CancellationToken.None);

        Assert.Equal(("sync:t9", true, 2), (changes.State, changes.IsReset, changes.Changed.Count));
    }

    [Fact]
    public async Task GetChanges_listing_that_was_cut_off_removes_nothing()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("REPORT /home/c/", 501).On("PROPFIND /home/c/", 207, Xml.Multistatus(
            Xml.Item("/home/c/a", "1"), "<D:response><D:href>/home/c/</D:href><D:status>HTTP/1.1 507 x</D:status></D:response>"));
        await using var store = await server.LogInAsync();

        await store.GetChangesAsync("/home/c/", "ctag:1", new Dictionary<string, string> { ["/home/c/b"] = "\"1\"" }, CancellationToken.None).FailsAsync(BackendError.Refused);
    }

    [Theory]
    [InlineData("ctag:1")]
    [InlineData("sync:1")]
    [InlineData(null)]
    public async Task GetChanges_member_at_which_the_server_fails_has_not_gone(string? since)
    {
        await using var server = await FakeServer.StartAsync();
        var list = Xml.Multistatus(
            Xml.Item("/home/c/a", "1"), "<D:response><D:href>/home/c/b</D:href><D:status>HTTP/1.1 500 Oops</D:status></D:response>",
            Xml.Response("/home/c/untold", "<D:resourcetype/>"), Xml.Token("2"));
        server.WithHome().On("REPORT /home/c/", 207, list).On("PROPFIND /home/c/", 207, list)
            .On("PROPFIND /home/c/untold", 207, Xml.Multistatus(Xml.Item("/home/c/untold", "5")));
        await using var store = await server.LogInAsync(o => o with { MaxConnections = 1 });
        var known = new Dictionary<string, string> { ["/home/c/a"] = "\"1\"", ["/home/c/b"] = "\"1\"", ["/home/c/untold"] = "\"4\"" };

        var changes = await store.GetChangesAsync("/home/c/", since, known, CancellationToken.None);

        Assert.Empty(changes.Removed);
        Assert.Equal(since is null ? ["/home/c/a", "/home/c/b", "/home/c/untold"] : ["/home/c/untold"], changes.Changed.Select(c => c.Href).Order());
        Assert.Contains(new ItemVersion("/home/c/untold", "\"5\""), changes.Changed);
    }

    [Fact]
    public async Task GetChanges_server_without_any_state_lists_everything_each_time()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("REPORT /home/c/", 501).On("PROPFIND /home/c/", 207, Xml.Multistatus(Xml.Item("/home/c/a", "1")));
        await using var store = await server.LogInAsync();

        var changes = await store.GetChangesAsync("/home/c/", null, Nothing, CancellationToken.None);

        Assert.Null(changes.State);
        Assert.True(changes.IsReset);
        Assert.Single(changes.Changed);
    }

    [Theory]
    [InlineData(403, BackendError.AccessDenied)]
    [InlineData(404, BackendError.NotFound)]
    [InlineData(500, BackendError.Unavailable)]
    [InlineData(503, BackendError.Unavailable)]
    public async Task GetChanges_refused_is_named_and_nothing_is_taken_for_removed(int status, BackendError error)
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("REPORT /home/c/", status);
        await using var store = await server.LogInAsync();

        await store.GetChangesAsync("/home/c/", "sync:t", new Dictionary<string, string> { ["/home/c/a"] = "\"1\"" }, CancellationToken.None).FailsAsync(error);
    }
}
