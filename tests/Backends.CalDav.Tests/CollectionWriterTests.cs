using Mapigate.Backends.Items;
using Microsoft.AspNetCore.Http;

namespace Mapigate.Backends.CalDav.Tests;

/// <summary>Making, renaming and removing collections on servers of all kinds.</summary>
public sealed class CollectionWriterTests
{
    private const string Calendar = "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype><D:displayname>Plans</D:displayname>"
        + "<C:supported-calendar-component-set><C:comp name=\"VEVENT\"/></C:supported-calendar-component-set>";

    private const string Book = "<D:resourcetype><D:collection/><A:addressbook/></D:resourcetype><D:displayname>People</D:displayname>";

    [Fact]
    public async Task Create_calendar_says_what_it_is_for()
    {
        await using var server = await MakingAsync("MKCALENDAR", Calendar);
        await using var store = await server.LogInAsync();

        var made = await store.CreateCollectionAsync(ItemKinds.Events, "Plans", CancellationToken.None);

        Assert.StartsWith("/home/", made.Href);
        Assert.EndsWith("/", made.Href);
        Assert.Equal(("Plans", ItemKinds.Events), (made.DisplayName, made.Kinds));
        var asked = Assert.Single(server.All, a => a.Target == "MKCALENDAR " + made.Href);
        Assert.Contains("<displayname>Plans</displayname>", asked.Body);
        Assert.Contains("<comp name=\"VEVENT\" />", asked.Body);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(405)]
    [InlineData(501)]
    [InlineData(207)]
    public async Task Create_calendar_where_MKCALENDAR_is_refused_goes_by_MKCOL(int status)
    {
        await using var server = await MakingAsync("MKCOL", Calendar, ("MKCALENDAR", status));
        await using var store = await server.LogInAsync();

        var made = await store.CreateCollectionAsync(ItemKinds.Events, "Plans", CancellationToken.None);

        var asked = Assert.Single(server.All, a => a.Target == "MKCOL " + made.Href);
        Assert.Contains("<calendar xmlns=\"urn:ietf:params:xml:ns:caldav\" />", asked.Body);
        Assert.Contains("<collection", asked.Body);
    }

    [Theory]
    [InlineData(403, 403, BackendError.AccessDenied)]
    [InlineData(403, 405, BackendError.AccessDenied)]
    [InlineData(405, 501, BackendError.NotSupported)]
    [InlineData(405, 403, BackendError.AccessDenied)]
    [InlineData(507, 201, BackendError.QuotaExceeded)]
    [InlineData(401, 201, BackendError.AuthenticationFailed)]
    [InlineData(503, 201, BackendError.Unavailable)]
    public async Task Create_calendar_refused_is_named(int first, int second, BackendError error)
    {
        await using var server = await MakingAsync("none", Calendar, ("MKCALENDAR", first), ("MKCOL", second));
        await using var store = await server.LogInAsync();

        await store.CreateCollectionAsync(ItemKinds.Events, "Plans", CancellationToken.None).FailsAsync(error);
    }

    [Fact]
    public async Task Create_collection_that_came_out_as_something_else_is_removed()
    {
        await using var server = await MakingAsync("MKCALENDAR", Calendar);
        await using var store = await server.LogInAsync();

        await store.CreateCollectionAsync(ItemKinds.Tasks, "Plans", CancellationToken.None).FailsAsync(BackendError.NotSupported);

        Assert.StartsWith("DELETE /home/", server.All[^1].Target);
    }

    [Fact]
    public async Task Create_name_that_the_server_passed_over_is_set_afterwards()
    {
        await using var server = await MakingAsync("MKCALENDAR", Calendar);
        await using var store = await server.LogInAsync();

        var made = await store.CreateCollectionAsync(ItemKinds.Events, "Mine", CancellationToken.None);

        Assert.Equal("Mine", made.DisplayName);
        Assert.Equal("PROPPATCH " + made.Href, server.All[^1].Target);
        Assert.Contains(">Mine<", server.All[^1].Body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Create_whose_answer_was_lost_is_decided_by_looking(bool wasMade)
    {
        await using var server = await MakingAsync("MKCALENDAR", Calendar);
        server.Otherwise = CutFirst("MKCALENDAR", wasMade, server.Otherwise!);
        await using var store = await server.LogInAsync();

        var made = await store.CreateCollectionAsync(ItemKinds.Events, "Plans", CancellationToken.None);

        Assert.Equal(wasMade ? 1 : 2, server.All.Count(a => a.Target == "MKCALENDAR " + made.Href));
    }

    [Fact]
    public async Task Create_address_book_in_its_own_home()
    {
        await using var server = await MakingAsync("MKCOL", Book);
        server.On("PROPFIND /", 207, Xml.Multistatus(Xml.Response(
            "/", "<C:calendar-home-set><D:href>/home/</D:href></C:calendar-home-set><A:addressbook-home-set><D:href>/books</D:href></A:addressbook-home-set>")));
        await using var store = await server.LogInAsync();

        var made = await store.CreateCollectionAsync(ItemKinds.Contacts, "People", CancellationToken.None);

        Assert.StartsWith("/books/", made.Href);
        Assert.Contains("<addressbook xmlns=\"urn:ietf:params:xml:ns:carddav\" />", Assert.Single(server.All, a => a.Target.StartsWith("MKCOL", StringComparison.Ordinal)).Body);
        await store.CreateCollectionAsync(ItemKinds.Contacts | ItemKinds.Events, "x", CancellationToken.None).FailsAsync(BackendError.NotSupported);
    }

    [Theory]
    [InlineData(403, BackendError.AccessDenied)]
    [InlineData(409, BackendError.NotFound)]
    [InlineData(424, BackendError.Refused)]
    public async Task Rename_refused_within_a_multistatus_is_named(int status, BackendError error)
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPPATCH /home/c/", 207, Xml.Multistatus(
            $"<D:response><D:href>/home/c/</D:href><D:propstat><D:prop><D:displayname/></D:prop><D:status>HTTP/1.1 {status} No</D:status></D:propstat></D:response>"));
        await using var store = await server.LogInAsync();

        await store.RenameCollectionAsync("/home/c", "x", CancellationToken.None).FailsAsync(error);
    }

    [Fact]
    public async Task Delete_names_the_member_that_stays()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("DELETE /home/c/", 207, Xml.Multistatus("<D:response><D:href>/home/c/locked</D:href><D:status>HTTP/1.1 423 Locked</D:status></D:response>"));
        await using var store = await server.LogInAsync();

        await store.DeleteCollectionAsync("/home/c/", CancellationToken.None).FailsAsync(BackendError.Unavailable);
    }

    [Fact]
    public async Task Delete_whose_answer_was_lost_finds_its_work_done()
    {
        await using var server = await FakeServer.StartAsync();
        var count = 0;
        server.WithHome().On("DELETE /home/c/", (_, context) =>
        {
            if (++count == 1)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return FakeServer.RespondAsync(context, 404, "");
        });
        await using var store = await server.LogInAsync();

        await store.DeleteCollectionAsync("/home/c/", CancellationToken.None);

        Assert.Equal(2, count);
    }

    [Fact]
    public async Task Delete_of_the_home_is_refused_unasked()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome();
        await using var store = await server.LogInAsync();

        await store.DeleteCollectionAsync("/home", CancellationToken.None).FailsAsync(BackendError.Refused);

        Assert.DoesNotContain(server.All, a => a.Target.StartsWith("DELETE", StringComparison.Ordinal));
    }

    /// <summary>A server that makes collections by one method, all with the same properties.</summary>
    private static async Task<FakeServer> MakingAsync(string method, string properties, params (string Method, int Status)[] others)
    {
        var server = await FakeServer.StartAsync();
        var made = new HashSet<string>();
        server.WithHome().Otherwise = (asked, context) =>
        {
            var (verb, path) = asked.Target.Split(' ') is [var v, var p] ? (v, p) : default;
            if (verb == method)
            {
                made.Add(path!);
            }

            return (verb, made.Contains(path!)) switch
            {
                ("PROPFIND", true) => FakeServer.RespondAsync(context, 207, Xml.Multistatus(Xml.Response(path!, properties))),
                ("PROPPATCH", true) => FakeServer.RespondAsync(context, 207, Xml.Multistatus(Xml.Response(path!, "<D:displayname/>"))),
                ("DELETE", true) => FakeServer.RespondAsync(context, 204, ""),
                (_, true) => FakeServer.RespondAsync(context, 201, ""),
                _ => FakeServer.RespondAsync(context, others.FirstOrDefault(o => o.Method == verb, (Method: "", Status: 404)).Status, ""),
            };
        };
        return server;
    }

    private static Func<FakeServer.Asked, HttpContext, Task> CutFirst(string method, bool afterwards, Func<FakeServer.Asked, HttpContext, Task> then)
    {
        var isCut = false;
        return async (asked, context) =>
        {
            var cuts = !isCut && asked.Target.StartsWith(method, StringComparison.Ordinal);
            isCut |= cuts;
            if (!cuts || afterwards)
            {
                await then(asked, cuts ? new DefaultHttpContext() : context);
            }

            if (cuts)
            {
                context.Abort();
            }
        };
    }
}
