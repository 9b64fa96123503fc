using System.Xml.Linq;
using static Mapigate.WebFrontend.Tests.Dav.RunningDav;

namespace Mapigate.WebFrontend.Tests.Dav;

public sealed class ReportTests
{
    [Fact]
    public async Task Multiget_gives_contents_to_the_octet_and_404_for_what_is_gone()
    {
        await using var dav = await StartAsync();
        var content = Event("a", "DTSTART:20260303T100000Z", "DESCRIPTION:<&> ]]> grün\\n\r\n");
        var etag = dav.Store.Set(Work + "a%20b.ics", content);

        var found = await dav.AskAsync(
            "REPORT", Work,
            $"<c:calendar-multiget><d:prop><d:getetag/><c:calendar-data/><a:address-data/></d:prop><d:href>https://mail.example.test/dav/alice%40example.test/office/a%20b.ics</d:href><d:href>{Work}gone.ics</d:href><d:href>{People}b.vcf</d:href><d:href>/elsewhere</d:href></c:calendar-multiget>");

        Assert.Equal([Work + "a%20b.ics", Work + "gone.ics", People + "b.vcf", "/elsewhere"], found.Hrefs);
        Assert.Equal((etag, content), (found.Text(Work + "a%20b.ics", D + "getetag"), found.Text(Work + "a%20b.ics", C + "calendar-data")));
        Assert.Equal([A + "address-data"], found.NamesWith(Work + "a%20b.ics", 404));
        Assert.All(found.Statuses.Values, status => Assert.StartsWith("HTTP/1.1 404 ", status, StringComparison.Ordinal));
        Assert.Equal(3, found.Statuses.Count);
    }

    [Fact]
    public async Task Multiget_of_contacts_gives_cards()
    {
        await using var dav = await StartAsync();
        dav.Store.Set(People + "b.vcf", Card("b", "Bob"));
        var found = await dav.AskAsync("REPORT", People, $"<a:addressbook-multiget><d:prop><a:address-data/></d:prop><d:href>{People}b.vcf</d:href></a:addressbook-multiget>");
        Assert.Equal(Card("b", "Bob"), found.Text(People + "b.vcf", A + "address-data"));
    }

    [Fact]
    public async Task Multiget_of_too_many_is_refused()
    {
        await using var dav = await StartAsync();
        var hrefs = string.Concat(Enumerable.Repeat("<d:href>/dav/a</d:href>", 10_001));
        Assert.Equal(400, (await dav.SendAsync("REPORT", Work, $"<c:calendar-multiget><d:prop><d:getetag/></d:prop>{hrefs}</c:calendar-multiget>")).Status);
    }

    [Theory]
    [InlineData("<c:calendar-query/>", People)]
    [InlineData("<a:addressbook-multiget/>", Work)]
    [InlineData("<d:sync-collection/>", Home)]
    [InlineData("<d:expand-property/>", Work)]
    public async Task Report_that_the_resource_does_not_have_is_refused(string body, string path)
    {
        await using var dav = await StartAsync();
        var reply = await dav.SendAsync("REPORT", path, body);
        Assert.Equal((403, D + "supported-report"), (reply.Status, XElement.Parse(reply.Body).Elements().Single().Name));
    }

    [Fact]
    public async Task Sync_tells_what_changed_since_the_token()
    {
        await using var dav = await StartAsync();
        dav.Store.Set(Work + "a.ics", Event("a", "DTSTART:20260303T100000Z"));
        dav.Store.Set(Work + "b.ics", Event("b", "DTSTART:20260303T100000Z"));
        var first = await SyncAsync(dav, "");
        Assert.Equal([Work + "a.ics", Work + "b.ics"], first.Hrefs);
        Assert.Equal((await dav.PropfindAsync(Work, "0", "<d:sync-token/>")).Text(Work, D + "sync-token"), first.SyncToken);

        dav.Store.Remove(Work + "a.ics");
        var etag = dav.Store.Set(Work + "c.ics", Event("c", "DTSTART:20260303T100000Z"));
        var second = await SyncAsync(dav, first.SyncToken!, "<c:calendar-data/>");
        Assert.Equal([Work + "c.ics", Work + "a.ics"], second.Hrefs);
        Assert.Equal(etag, second.Text(Work + "c.ics", D + "getetag"));
        Assert.Contains("UID:c", second.Text(Work + "c.ics", C + "calendar-data"), StringComparison.Ordinal);
        Assert.Equal([Work + "a.ics"], second.Statuses.Keys);
        Assert.Empty((await SyncAsync(dav, second.SyncToken!)).Hrefs);
    }

    [Fact]
    public async Task Sync_with_a_token_that_holds_no_more_says_so()
    {
        await using var dav = await StartAsync();
        dav.Store.Set(Work + "a.ics", Event("a", "DTSTART:20260303T100000Z"));
        var token = (await SyncAsync(dav, "")).SyncToken!;
        dav.Store.Set(Work + "a.ics", Event("a", "DTSTART:20260303T110000Z"));
        dav.Store.ForgetTokens();
        foreach (var invalid in new[] { token, "data:,nonsense", "data:,999", "urn:other" })
        {
            var reply = await dav.SendAsync("REPORT", Work, Sync(invalid));
            Assert.Equal((403, D + "valid-sync-token"), (reply.Status, XElement.Parse(reply.Body).Elements().Single().Name));
        }
    }

    [Fact]
    public async Task Sync_of_more_than_the_client_takes_is_refused()
    {
        await using var dav = await StartAsync();
        dav.Store.Set(Work + "a.ics", Event("a", "DTSTART:20260303T100000Z"));
        dav.Store.Set(Work + "b.ics", Event("b", "DTSTART:20260303T100000Z"));
        Assert.Equal(507, (await dav.SendAsync("REPORT", Work, Sync("", "<d:limit><d:nresults>1</d:nresults></d:limit>"))).Status);
        Assert.Equal(207, (await dav.SendAsync("REPORT", Work, Sync("", "<d:limit><d:nresults>2</d:nresults></d:limit>"))).Status);
    }

    [Fact]
    public async Task Free_busy_tells_when_and_how_busy()
    {
        await using var dav = await StartAsync();
        dav.Store.Set(Work + "a.ics", Event("a", "DTSTART:20260302T100000Z", "RRULE:FREQ=DAILY\r\n"));
        dav.Store.Set(Work + "b.ics", Event("b", "DTSTART:20260303T130000Z", "STATUS:TENTATIVE\r\n"));
        dav.Store.Set(Work + "c.ics", Event("c", "DTSTART:20260303T140000Z", "TRANSP:TRANSPARENT\r\n"));
        dav.Store.Set(Work + "d.ics", Event("d", "DTSTART:20260303T150000Z", "STATUS:CANCELLED\r\n"));
        var reply = await dav.SendAsync("REPORT", Work, "<c:free-busy-query><c:time-range start=\"20260303T000000Z\" end=\"20260304T103000Z\"/></c:free-busy-query>");
        Assert.Equal((200, "text/calendar"), (reply.Status, reply.MediaType));
        Assert.Equal(
            ["FREEBUSY;FBTYPE=BUSY:20260303T100000Z/20260303T110000Z", "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260303T130000Z/20260303T140000Z", "FREEBUSY;FBTYPE=BUSY:20260304T100000Z/20260304T103000Z"],
            reply.Body.Split("\r\n").Where(l => l.StartsWith("FREEBUSY", StringComparison.Ordinal)));
    }

    private static string Sync(string token, string more = "", string properties = "") =>
        $"<d:sync-collection><d:sync-token>{token}</d:sync-token><d:sync-level>1</d:sync-level>{more}<d:prop><d:getetag/>{properties}</d:prop></d:sync-collection>";

    private static Task<Multistatus> SyncAsync(RunningDav dav, string token, string properties = "") => dav.AskAsync("REPORT", Work, Sync(token, properties: properties));
}
