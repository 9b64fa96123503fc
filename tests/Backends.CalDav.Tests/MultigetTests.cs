using System.Text;
using Mapigate.Backends.Items;

namespace Mapigate.Backends.CalDav.Tests;

public sealed class MultigetTests
{
    private const string Calendar = "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>";

    [Fact]
    public async Task Get_many_items_come_in_batches_under_the_names_that_were_asked()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/c/", 207, Xml.Multistatus(Xml.Response("/home/c/", Calendar)))
            .On("REPORT /home/c/", (asked, context) => FakeServer.RespondAsync(context, 207, Xml.Multistatus(
                [.. System.Xml.Linq.XDocument.Parse(asked.Body).Descendants("{DAV:}href").Select(h => Xml.Event(h.Value.Replace("@", "%40"), "W/\"1\"", "BEGIN\nEND\n"))])));
        await using var store = await server.LogInAsync(o => o with { MultigetBatch = 3 });
        var hrefs = Enumerable.Range(0, 8).Select(i => $"/home/c/{i}%40x.ics").ToList();

        var items = await store.GetAsync("/home/c/", hrefs, CancellationToken.None).ToListAsync();

        Assert.Equal(hrefs, items.Select(i => i.Href));
        Assert.All(items, i => Assert.Equal("W/\"1\"", i.ETag));
        Assert.All(items, i => Assert.Equal("BEGIN\r\nEND\r\n", Encoding.UTF8.GetString(i.Content.Span)));
        Assert.Equal(3, server.All.Count(a => a.Target == "REPORT /home/c/"));
        Assert.Contains("calendar-multiget", server.All[^1].Body);
    }

    [Fact]
    public async Task Get_address_book_is_asked_for_cards()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/", 207, Xml.Multistatus(Xml.Response("/home/b/", "<D:resourcetype><A:addressbook/></D:resourcetype>")))
            .On("REPORT /home/b/", 207, Xml.Multistatus(
                Xml.Response("/home/b/1", "<D:getetag>1</D:getetag><A:address-data>BEGIN:VCARD&#13;\nEND:VCARD&#13;\n</A:address-data>"), Xml.Gone("/home/b/2")));
        await using var store = await server.LogInAsync();
        await store.ListAsync(CancellationToken.None);

        var item = Assert.Single(await store.GetAsync("/home/b/", ["/home/b/1", "/home/b/2"], CancellationToken.None).ToListAsync());

        Assert.Equal("BEGIN:VCARD\r\nEND:VCARD\r\n", Encoding.UTF8.GetString(item.Content.Span));
        Assert.Contains("addressbook-multiget", server.All[^1].Body);
    }

    [Theory]
    [InlineData(405, "")]
    [InlineData(501, "")]
    [InlineData(403, "<A:supported-address-data-conversion/>")]
    public async Task Get_server_without_the_report_is_asked_one_by_one(int status, string condition)
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/c/", 207, Xml.Multistatus(Xml.Response("/home/c/", Calendar))).On("REPORT /home/c/", status, Xml.Error(condition))
            .On("GET /home/c/1", 200, "one\r\n", ("ETag", "W/\"a\"")).On("GET /home/c/2", 404).On("GET /home/c/3", 200, "three", ("ETag", "\"c\""));
        await using var store = await server.LogInAsync(o => o with { MultigetBatch = 2 });

        var items = await store.GetAsync("/home/c/", ["/home/c/1", "/home/c/2", "/home/c/3", "/home/c/4"], CancellationToken.None).ToListAsync();

        Assert.Equal([("/home/c/1", "W/\"a\"", "one\r\n"), ("/home/c/3", "\"c\"", "three")], items.Select(i => (i.Href, i.ETag, Encoding.UTF8.GetString(i.Content.Span))));
        Assert.Single(server.All, a => a.Target.StartsWith("REPORT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a\u0001b")]
    [InlineData("a&#1;b")]
    [InlineData("a\uFFFEb")]
    public async Task Get_text_that_XML_cannot_hold_costs_no_other_item(string text)
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/c/", 207, Xml.Multistatus(Xml.Response("/home/c/", Calendar)))
            .On("REPORT /home/c/", 207, Xml.Multistatus(Xml.Event("/home/c/1", "1", "one"), Xml.Event("/home/c/2", "2", text), Xml.Event("/home/c/3", "3", "three")))
            .On("GET /home/c/2", 200, text, ("ETag", "\"2\"")).On("GET /home/c/3", 200, "three", ("ETag", "\"3\""));
        await using var store = await server.LogInAsync();

        var items = await store.GetAsync("/home/c/", ["/home/c/1", "/home/c/2", "/home/c/3"], CancellationToken.None).ToListAsync();

        Assert.Equal(["/home/c/1", "/home/c/2", "/home/c/3"], items.Select(i => i.Href));
        Assert.Equal(text, Encoding.UTF8.GetString(items[1].Content.Span));
    }

    [Fact]
    public async Task Get_item_that_the_report_leaves_out_is_asked_for()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/c/", 207, Xml.Multistatus(Xml.Response("/home/c/", Calendar)))
            .On("REPORT /home/c/", 207, Xml.Multistatus(Xml.Event("/home/c/1", "1", "one"), Xml.Item("/home/c/2", "2"), Xml.Event("/home/c/other", "9", "uninvited")))
            .On("GET /home/c/2", 200, "two", ("ETag", "\"2\""));
        await using var store = await server.LogInAsync();

        var items = await store.GetAsync("/home/c/", ["/home/c/1", "/home/c/2", "/home/c/3"], CancellationToken.None).ToListAsync();

        Assert.Equal(["/home/c/1", "/home/c/2"], items.Select(i => i.Href));
    }

    [Fact]
    public async Task Get_item_that_is_denied_or_broken_costs_no_other()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/c/", 207, Xml.Multistatus(Xml.Response("/home/c/", Calendar)))
            .On("REPORT /home/c/", 207, Xml.Multistatus(
                "<D:response><D:href>/home/c/1</D:href><D:status>HTTP/1.1 403 Forbidden</D:status></D:response>",
                "<D:response><D:href>/home/c/2</D:href><D:status>HTTP/1.1 500 Oops</D:status></D:response>",
                "<D:response><D:href>/home/c/3</D:href><D:status>HTTP/1.1 500 Oops</D:status></D:response>",
                Xml.Event("/home/c/4", "4", "four")))
            .On("GET /home/c/1", 403).On("GET /home/c/2", 500).On("GET /home/c/3", 200, "three", ("ETag", "\"3\""));
        await using var store = await server.LogInAsync();

        var items = await store.GetAsync("/home/c/", ["/home/c/1", "/home/c/2", "/home/c/3", "/home/c/4"], CancellationToken.None).ToListAsync();

        Assert.Equal(["/home/c/4", "/home/c/3"], items.Select(i => i.Href));
    }

    [Fact]
    public async Task Get_server_that_fails_altogether_leaves_nothing_out()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/c/", 207, Xml.Multistatus(Xml.Response("/home/c/", Calendar)))
            .On("REPORT /home/c/", 207, Xml.Multistatus(Xml.Event("/home/c/1", "1", "one"))).On("GET /home/c/2", 500);
        await using var store = await server.LogInAsync();

        await store.GetAsync("/home/c/", ["/home/c/1", "/home/c/2"], CancellationToken.None).ToListAsync().FailsAsync(BackendError.Unavailable);
    }

    [Theory]
    [InlineData("W/\"1\"", "\"1\"", "\"1\"")]
    [InlineData("W/\"1\"", "W/\"1\"", "W/\"1\"")]
    [InlineData("W/\"1\"", "\"2\"", "W/\"1\"")]
    [InlineData("\"1-gzip\"", null, "\"1\"")]
    [InlineData(null, "\"1\"", "\"1\"")]
    public async Task Get_one_item_has_the_tag_that_listings_give_it(string? header, string? property, string expected)
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("GET /home/c/1", 200, "one", header is null ? [] : [("ETag", header)])
            .On("PROPFIND /home/c/1", 207, Xml.Multistatus(property is null ? "" : Xml.Item("/home/c/1", property)))
            .On("PROPFIND /home/c/", 207, Xml.Multistatus(Xml.Response("/home/c/", Calendar)));
        await using var store = await server.LogInAsync();

        Assert.Equal(expected, Assert.Single(await store.GetAsync("/home/c/", ["/home/c/1"], CancellationToken.None).ToListAsync()).ETag);
    }

    [Fact]
    public async Task Get_item_without_any_tag_breaks_the_protocol()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("GET /home/c/1", 200, "one").On("PROPFIND /home/c/", 207, Xml.Multistatus(Xml.Response("/home/c/", Calendar)));
        await using var store = await server.LogInAsync();

        await store.GetAsync("/home/c/", ["/home/c/1"], CancellationToken.None).ToListAsync().FailsAsync(BackendError.Protocol);
    }

    [Fact]
    public async Task Get_item_larger_than_the_bound_breaks_the_protocol()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/c/", 207, Xml.Multistatus(Xml.Response("/home/c/", Calendar)))
            .On("REPORT /home/c/", 207, Xml.Multistatus(Xml.Event("/home/c/1", "1", new string('x', 5000))))
            .On("GET /home/c/1", 200, new string('x', 5000), ("ETag", "\"2\""));
        await using var store = await server.LogInAsync(o => o with { LargestItem = 4000 });

        await store.GetAsync("/home/c/", ["/home/c/1", "/home/c/2"], CancellationToken.None).ToListAsync().FailsAsync(BackendError.Protocol);
        await store.GetAsync("/home/c/", ["/home/c/1"], CancellationToken.None).ToListAsync().FailsAsync(BackendError.Protocol);
    }

    [Fact]
    public async Task Get_items_are_given_while_the_answer_still_arrives()
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/c/", 207, Xml.Multistatus(Xml.Response("/home/c/", Calendar)))
            .On("REPORT /home/c/", async (_, context) =>
            {
                var whole = Xml.Multistatus(Xml.Event("/home/c/1", "1", "one"), Xml.Event("/home/c/2", "2", new string('x', 20_000)));
                context.Response.StatusCode = 207;
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(whole[..10_000]));
                await context.Response.Body.FlushAsync();
                await taken.Task;
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(whole[10_000..]));
            });
        await using var store = await server.LogInAsync();

        var hrefs = new List<string>();
        await foreach (var item in store.GetAsync("/home/c/", ["/home/c/1", "/home/c/2"], CancellationToken.None))
        {
            hrefs.Add(item.Href);
            taken.TrySetResult();
        }

        Assert.Equal(["/home/c/1", "/home/c/2"], hrefs);
    }
}
