using System.Xml.Linq;
using Mapigate.Backends;
using static Mapigate.WebFrontend.Tests.Dav.RunningDav;

namespace Mapigate.WebFrontend.Tests.Dav;

public sealed class ItemTests
{
    private const string Path = Work + "a.ics";
    private static readonly string First = Event("a", "DTSTART:20260303T100000Z");
    private static readonly string Second = Event("a", "DTSTART:20260303T110000Z");

    [Fact]
    public async Task Put_creates_get_gives_it_back_and_delete_removes_it()
    {
        await using var dav = await StartAsync();

        var put = await dav.SendAsync("PUT", Path, First, ("If-None-Match", "*"));
        Assert.Equal(201, put.Status);
        var get = await dav.SendAsync("GET", Path);
        Assert.Equal((200, First, "text/calendar", put.Headers["ETag"]), (get.Status, get.Body, get.MediaType, get.Headers["ETag"]));
        var head = await dav.SendAsync("HEAD", Path);
        Assert.Equal((200, "", $"{First.Length}"), (head.Status, head.Body, head.Headers["Content-Length"]));
        Assert.Equal(304, (await dav.SendAsync("GET", Path, null, ("If-None-Match", get.Headers["ETag"]))).Status);

        Assert.Equal(204, (await dav.SendAsync("DELETE", Path, null, ("If-Match", put.Headers["ETag"]))).Status);
        Assert.Equal(404, (await dav.SendAsync("GET", Path)).Status);
        Assert.Equal(404, (await dav.SendAsync("DELETE", Path)).Status);
    }

    [Fact]
    public async Task Write_on_a_condition_that_fails_is_412_and_changes_nothing()
    {
        await using var dav = await StartAsync();
        Assert.Equal(412, (await dav.SendAsync("PUT", Path, First, ("If-Match", "*"))).Status);
        Assert.Equal(412, (await dav.SendAsync("DELETE", Path, null, ("If-Match", "\"1\""))).Status);
        var stale = (await dav.SendAsync("PUT", Path, First)).Headers["ETag"];
        var present = dav.Store.Set(Path, Second);

        Assert.Equal(412, (await dav.SendAsync("PUT", Path, First, ("If-Match", stale))).Status);
        Assert.Equal(412, (await dav.SendAsync("PUT", Path, First, ("If-Match", "not a tag"))).Status);
        Assert.Equal(412, (await dav.SendAsync("PUT", Path, First, ("If-Match", "W/" + present))).Status);
        Assert.Equal(412, (await dav.SendAsync("PUT", Path, First, ("If-None-Match", "*"))).Status);
        Assert.Equal(412, (await dav.SendAsync("DELETE", Path, null, ("If-Match", stale))).Status);
        Assert.Equal(Second, dav.Store.Content(Path));

        Assert.Equal(204, (await dav.SendAsync("PUT", Path, First, ("If-Match", $"{stale}, {present}"))).Status);
        Assert.Equal(First, dav.Store.Content(Path));
    }

    [Fact]
    public async Task Unconditional_write_wins_a_race_and_a_conditional_one_loses_it()
    {
        await using var dav = await StartAsync();
        var etag = dav.Store.Set(Path, First);
        var races = 0;
        dav.Store.Fault = (operation, _) => operation == "PUT" && Interlocked.Increment(ref races) == 1 ? Race(dav) : null;
        Assert.Equal(204, (await dav.SendAsync("PUT", Path, First)).Status);
        Assert.Equal(2, races);

        dav.Store.Fault = null;
        etag = dav.Store.Set(Path, First);
        races = 0;
        dav.Store.Fault = (operation, _) => operation == "PUT" && Interlocked.Increment(ref races) == 1 ? Race(dav) : null;
        Assert.Equal(412, (await dav.SendAsync("PUT", Path, First, ("If-Match", etag))).Status);
        Assert.Equal(Second, dav.Store.Content(Path));
    }

    [Theory]
    [InlineData("hello", "valid-calendar-data")]
    [InlineData("BEGIN:VCARD\r\nEND:VCARD\r\n", "valid-calendar-data")]
    [InlineData("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "valid-calendar-object-resource")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "valid-calendar-object-resource")]
    [InlineData("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "valid-calendar-object-resource")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "valid-calendar-object-resource")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VJOURNAL\r\nUID:a\r\nEND:VJOURNAL\r\nEND:VCALENDAR\r\n", "supported-calendar-component")]
    public async Task Put_of_what_is_no_calendar_object_is_refused_with_the_reason(string content, string precondition)
    {
        await using var dav = await StartAsync();
        var reply = await dav.SendAsync("PUT", Path, content);
        Assert.Equal((403, C + precondition), (reply.Status, XElement.Parse(reply.Body).Elements().Single().Name));
        Assert.Empty(dav.Store.Hrefs(Work));
    }

    [Fact]
    public async Task Put_of_a_contact_wants_a_card_with_a_uid()
    {
        await using var dav = await StartAsync();
        Assert.Equal(403, (await dav.SendAsync("PUT", People + "b.vcf", First)).Status);
        Assert.Equal(403, (await dav.SendAsync("PUT", People + "b.vcf", "BEGIN:VCARD\r\nFN:Bob\r\nEND:VCARD\r\n")).Status);
        Assert.Equal(201, (await dav.SendAsync("PUT", People + "b.vcf", Card("b", "Bob"))).Status);
    }

    [Fact]
    public async Task Put_beyond_the_bound_is_refused_whether_or_not_it_says_its_length()
    {
        await using var dav = await StartAsync();
        var large = Event("a", "DTSTART:20260303T100000Z", $"DESCRIPTION:{new string('x', 10 * 1024 * 1024)}\r\n");
        Assert.Equal(413, (await dav.SendAsync("PUT", Path, large)).Status);
        Assert.Equal(413, (await dav.SendAsync("PUT", Path, large, ("Transfer-Encoding", "chunked"))).Status);
        Assert.Empty(dav.Store.Hrefs(Work));
    }

    [Theory]
    [InlineData("a b ü%25.ics", "a%20b%20%C3%BC%25.ics")]
    [InlineData("a%20b%20%c3%bc%25.ics", "a%20b%20%C3%BC%25.ics")]
    [InlineData("(a)+b@c.ics", "%28a%29%2Bb@c.ics")]
    public async Task Name_has_one_spelling_however_it_is_escaped(string asked, string stored)
    {
        await using var dav = await StartAsync();
        Assert.Equal(201, (await dav.SendAsync("PUT", "/dav/alice%40example.test/office/" + asked, First)).Status);
        Assert.Equal([Work + stored], dav.Store.Hrefs(Work));
        Assert.Equal(200, (await dav.SendAsync("GET", Work + stored)).Status);
    }

    [Fact]
    public async Task Places_that_hold_no_items_say_so()
    {
        await using var dav = await StartAsync();
        Assert.Equal(409, (await dav.SendAsync("PUT", Home + "none/a.ics", First)).Status);
        Assert.Equal(405, (await dav.SendAsync("PUT", Home + "a.ics", First)).Status);
        Assert.Equal(405, (await dav.SendAsync("GET", Work)).Status);
        Assert.Equal(403, (await dav.SendAsync("DELETE", Home)).Status);
        var lockReply = await dav.SendAsync("LOCK", Path);
        Assert.Equal(405, lockReply.Status);
        Assert.Contains("REPORT", lockReply.Headers["Allow"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BackendError.Unavailable, 503)]
    [InlineData(BackendError.Timeout, 503)]
    [InlineData(BackendError.QuotaExceeded, 507)]
    [InlineData(BackendError.AccessDenied, 403)]
    [InlineData(BackendError.TooLarge, 413)]
    [InlineData(BackendError.Protocol, 502)]
    public async Task Fault_of_the_store_has_its_status_and_is_never_401(BackendError error, int status)
    {
        await using var dav = await StartAsync();
        dav.Store.Fault = (operation, _) => operation == "PUT" ? new BackendException(error, "no") : null;
        var reply = await dav.SendAsync("PUT", Path, First);
        Assert.Equal((status, status == 503), (reply.Status, reply.Headers.ContainsKey("Retry-After")));
        Assert.DoesNotContain("WWW-Authenticate", reply.Headers.Keys);
    }

    [Fact]
    public async Task Options_names_what_is_served()
    {
        await using var dav = await StartAsync();
        var reply = await dav.SendAsync("OPTIONS", Home);
        Assert.Equal(200, reply.Status);
        Assert.All(["1", "3", "calendar-access", "addressbook", "extended-mkcol"], token => Assert.Contains(token, reply.Headers["DAV"].Split(", ")));
        Assert.All(["PROPFIND", "REPORT", "MKCALENDAR", "PUT"], method => Assert.Contains(method, reply.Headers["Allow"].Split(", ")));
    }

    private static BackendException Race(RunningDav dav)
    {
        dav.Store.Set(Path, Second);
        return new BackendException(BackendError.Conflict, "raced");
    }
}
