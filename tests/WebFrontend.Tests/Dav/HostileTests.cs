using System.Text;
using static Mapigate.WebFrontend.Tests.Dav.RunningDav;

namespace Mapigate.WebFrontend.Tests.Dav;

/// <summary>Requests that no honest client sends: each is answered, none as an error of ours.</summary>
public sealed class HostileTests
{
    private static readonly (string Method, string Path, string Body)[] Requests =
    [
        ("PROPFIND", Home, "<d:propfind xmlns:d=\"DAV:\"><d:prop><d:displayname/><d:resourcetype/></d:prop></d:propfind>"),
        ("PROPPATCH", Work, "<d:propertyupdate xmlns:d=\"DAV:\"><d:set><d:prop><d:displayname>A</d:displayname></d:prop></d:set></d:propertyupdate>"),
        ("MKCALENDAR", Home + "new/", "<c:mkcalendar xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:set><d:prop><d:displayname>A</d:displayname></d:prop></d:set></c:mkcalendar>"),
        ("REPORT", Work, "<c:calendar-query xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:prop><c:calendar-data><c:expand start=\"20260101T000000Z\" end=\"20270101T000000Z\"/></c:calendar-data></d:prop><c:filter><c:comp-filter name=\"VCALENDAR\"><c:comp-filter name=\"VEVENT\"><c:time-range start=\"20260303T100000Z\" end=\"20260403T100000Z\"/><c:prop-filter name=\"SUMMARY\"><c:text-match collation=\"i;unicode-casemap\">e</c:text-match></c:prop-filter></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"),
        ("REPORT", Work, "<c:calendar-multiget xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:prop><c:calendar-data/></d:prop><d:href>/dav/alice%40example.test/office/a.ics</d:href><d:href>http://[::1]/x</d:href></c:calendar-multiget>"),
        ("REPORT", Work, "<d:sync-collection xmlns:d=\"DAV:\"><d:sync-token>data:,1</d:sync-token><d:sync-level>1</d:sync-level><d:limit><d:nresults>5</d:nresults></d:limit><d:prop><d:getetag/></d:prop></d:sync-collection>"),
        ("REPORT", Work, "<c:free-busy-query xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><c:time-range start=\"20260303T100000Z\" end=\"20260403T100000Z\"/></c:free-busy-query>"),
        ("REPORT", People, "<a:addressbook-query xmlns:d=\"DAV:\" xmlns:a=\"urn:ietf:params:xml:ns:carddav\"><d:prop><a:address-data/></d:prop><a:filter test=\"allof\"><a:prop-filter name=\"FN\"><a:text-match match-type=\"starts-with\">b</a:text-match></a:prop-filter></a:filter><a:limit><a:nresults>1</a:nresults></a:limit></a:addressbook-query>"),
        ("PUT", Work + "x.ics", Event("x", "DTSTART:20260303T100000Z", "RRULE:FREQ=DAILY;COUNT=5\r\n")),
        ("PUT", People + "x.vcf", Card("x", "X")),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Damaged_request_is_answered_and_is_no_error_of_ours(int seed)
    {
        await using var dav = await StartAsync();
        dav.Store.Set(Work + "a.ics", Event("a", "DTSTART:20260303T100000Z", "RRULE:FREQ=DAILY\r\n"));
        dav.Store.Set(Work + "odd.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:odd\r\nDTSTART:99991231T235959Z\r\nDURATION:P9999W\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nDUE:00010101T000000Z\r\nEND:VTODO\r\n");
        dav.Store.Set(Work + "none.ics", "");
        dav.Store.Set(People + "b.vcf", Card("b", "Bob"));
        var random = new Random(seed);
        for (var i = 0; i < 150; i++)
        {
            var (method, path, body) = Requests[random.Next(Requests.Length)];
            var damaged = Damage(body, random);
            var reply = await dav.SendRawAsync(method, path, damaged, [("Depth", random.Next(2) == 0 ? "0" : "1"), ("If-Match", random.Next(3) == 0 ? "\"x\", W/" : "*")]);
            Assert.True(reply.Status is < 500 or 507, $"{method} {path}: {reply.Status}\n{damaged}");
        }
    }

    [Theory]
    [InlineData("/dav/..%2f..%2fetc/passwd")]
    [InlineData("/dav/%2e%2e/x/y")]
    [InlineData("/dav/alice@example.test/office/a%00b.ics")]
    [InlineData("/dav/alice@example.test/office/a%0d%0ab.ics")]
    [InlineData("/dav/alice@example.test/office/a%5c..%5cb.ics")]
    [InlineData("/dav/%ff%fe/%80/x.ics")]
    public async Task Path_that_leads_elsewhere_leads_nowhere(string path)
    {
        await using var dav = await StartAsync();
        foreach (var method in new[] { "GET", "PROPFIND", "DELETE", "MKCALENDAR" })
        {
            var status = (await dav.SendAsync(method, path, null, ("Depth", "0"))).Status;
            Assert.True(status is 400 or 403 or 404, $"{method}: {status}");
        }
    }

    private static string Damage(string body, Random random)
    {
        var text = new StringBuilder(body);
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text[at] = (char)random.Next(0x20, 0x17F);
                    break;
                case 1:
                    text.Remove(at, Math.Min(text.Length - at, random.Next(1, 30)));
                    break;
                case 2:
                    text.Insert(at, text.ToString(at, Math.Min(text.Length - at, random.Next(1, 60))));
                    break;
                default:
                    text.Insert(at, random.Next(10));
                    break;
            }

            if (text.Length == 0)
            {
                text.Append('x');
            }
        }

        return text.ToString();
    }
}
