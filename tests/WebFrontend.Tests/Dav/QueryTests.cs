using System.Xml.Linq;
using static Mapigate.WebFrontend.Tests.Dav.RunningDav;

namespace Mapigate.WebFrontend.Tests.Dav;

public sealed class QueryTests
{
    [Theory]
    // Before, overlapping its begin, within, overlapping its end, behind; the bounds themselves do not overlap (RFC 4791 9.9).
    [InlineData("DTSTART:20260303T080000Z", false)]
    [InlineData("DTSTART:20260303T090000Z", false)]
    [InlineData("DTSTART:20260303T090001Z", true)]
    [InlineData("DTSTART:20260303T103000Z", true)]
    [InlineData("DTSTART:20260303T115959Z", true)]
    [InlineData("DTSTART:20260303T120000Z", false)]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260303T110000", true)]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260303T100000", false)]
    // Recurring: DURATION is one hour.
    [InlineData("DTSTART:20200101T103000Z\r\nRRULE:FREQ=DAILY", true)]
    [InlineData("DTSTART:20200101T130000Z\r\nRRULE:FREQ=DAILY", false)]
    [InlineData("DTSTART:20200101T103000Z\r\nRRULE:FREQ=DAILY;UNTIL=20260302T235959Z", false)]
    [InlineData("DTSTART:20200101T103000Z\r\nRRULE:FREQ=DAILY\r\nEXDATE:20260303T103000Z", false)]
    [InlineData("DTSTART:20200101T103000Z\r\nRDATE:20260303T103000Z", true)]
    public async Task Time_range_finds_events_that_overlap_it(string start, bool isFound)
    {
        await using var dav = await StartAsync();
        dav.Store.Set(Work + "a.ics", Event("a", start));
        Assert.Equal(isFound, (await QueryAsync(dav, "VEVENT", "<c:time-range start=\"20260303T100000Z\" end=\"20260303T120000Z\"/>")).Hrefs.Count == 1);
    }

    [Theory]
    [InlineData("start=\"20260303T100000Z\"", true)]
    [InlineData("end=\"20260303T100000Z\"", true)]
    [InlineData("end=\"20200101T000000Z\"", false)]
    public async Task Time_range_may_be_open_at_one_end(string range, bool isFound)
    {
        await using var dav = await StartAsync();
        dav.Store.Set(Work + "a.ics", Event("a", "DTSTART:20200101T103000Z\r\nRRULE:FREQ=YEARLY"));
        Assert.Equal(isFound, (await QueryAsync(dav, "VEVENT", $"<c:time-range {range}/>")).Hrefs.Count == 1);
    }

    [Theory]
    [InlineData("DUE:20260303T110000Z", true)]
    [InlineData("DUE:20260303T130000Z", false)]
    [InlineData("DTSTART:20260303T090000Z\r\nDUE:20260303T130000Z", true)]
    [InlineData("DTSTART:20260303T110000Z", true)]
    [InlineData("DTSTART:20260303T130000Z", false)]
    [InlineData("COMPLETED:20260303T110000Z", true)]
    [InlineData("COMPLETED:20260303T090000Z", false)]
    [InlineData("CREATED:20260303T130000Z", false)]
    [InlineData("CREATED:20200101T000000Z", true)]
    [InlineData("SUMMARY:some day", true)]
    public async Task Time_range_of_tasks_follows_the_table(string times, bool isFound)
    {
        await using var dav = await StartAsync();
        dav.Store.Set(Work + "t.ics", $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:t\r\n{times}\r\nEND:VTODO\r\nEND:VCALENDAR\r\n");
        Assert.Equal(isFound, (await QueryAsync(dav, "VTODO", "<c:time-range start=\"20260303T100000Z\" end=\"20260303T120000Z\"/>")).Hrefs.Count == 1);
    }

    [Fact]
    public async Task Days_lie_in_the_zone_that_the_query_names()
    {
        await using var dav = await StartAsync();
        dav.Store.Set(Work + "a.ics", Event("a", "DTSTART;VALUE=DATE:20260303").Replace("DURATION:PT1H\r\n", "", StringComparison.Ordinal));
        const string Evening = "<c:time-range start=\"20260302T230000Z\" end=\"20260302T233000Z\"/>";
        Assert.Empty((await QueryAsync(dav, "VEVENT", Evening)).Hrefs);
        const string Zone = "<c:timezone>BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Europe/Berlin\nEND:VTIMEZONE\nEND:VCALENDAR</c:timezone>";
        Assert.Single((await QueryAsync(dav, "VEVENT", Evening, Zone)).Hrefs);
    }

    [Theory]
    [InlineData("<c:prop-filter name=\"LOCATION\"/>", "b")]
    [InlineData("<c:prop-filter name=\"LOCATION\"><c:is-not-defined/></c:prop-filter>", "a")]
    [InlineData("<c:prop-filter name=\"SUMMARY\"><c:text-match>EVENT A</c:text-match></c:prop-filter>", "a")]
    [InlineData("<c:prop-filter name=\"SUMMARY\"><c:text-match collation=\"i;octet\">EVENT A</c:text-match></c:prop-filter>", "")]
    [InlineData("<c:prop-filter name=\"SUMMARY\"><c:text-match negate-condition=\"yes\">event a</c:text-match></c:prop-filter>", "b")]
    [InlineData("<c:prop-filter name=\"LOCATION\"><c:param-filter name=\"LANGUAGE\"><c:text-match>de</c:text-match></c:param-filter></c:prop-filter>", "b")]
    [InlineData("<c:prop-filter name=\"LOCATION\"><c:param-filter name=\"LANGUAGE\"><c:is-not-defined/></c:param-filter></c:prop-filter>", "")]
    [InlineData("<c:prop-filter name=\"DTSTART\"><c:time-range start=\"20260304T000000Z\" end=\"20260305T000000Z\"/></c:prop-filter>", "b")]
    [InlineData("<c:comp-filter name=\"VALARM\"><c:is-not-defined/></c:comp-filter>", "b")]
    [InlineData("<c:comp-filter name=\"VALARM\"/>", "a")]
    [InlineData("", "a b")]
    public async Task Filters_on_properties_parameters_and_components(string filter, string found)
    {
        await using var dav = await StartAsync();
        dav.Store.Set(Work + "a.ics", Event("a", "DTSTART:20260303T100000Z", "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n"));
        dav.Store.Set(Work + "b.ics", Event("b", "DTSTART:20260304T100000Z", "LOCATION;LANGUAGE=de:Zimmer 4\r\n"));
        dav.Store.Set(Work + "t.ics", "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:t\r\nEND:VTODO\r\nEND:VCALENDAR\r\n");
        Assert.Equal(found, string.Join(' ', (await QueryAsync(dav, "VEVENT", filter)).Hrefs.Select(h => h[Work.Length..^".ics".Length])));
    }

    [Fact]
    public async Task Expansion_writes_the_instances_in_UTC()
    {
        await using var dav = await StartAsync();
        var moved = "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;TZID=Europe/Berlin:20260331T100000\r\nDTSTART;TZID=Europe/Berlin:20260331T150000\r\nSUMMARY:Moved\r\nEND:VEVENT\r\nEND:VCALENDAR";
        dav.Store.Set(Work + "a.ics", Event("a", "DTSTART;TZID=Europe/Berlin:20260327T100000\r\nRRULE:FREQ=DAILY").Replace("END:VCALENDAR", moved, StringComparison.Ordinal));
        var found = await QueryAsync(
            dav, "VEVENT", "<c:time-range start=\"20260328T000000Z\" end=\"20260401T000000Z\"/>",
            properties: "<c:calendar-data><c:expand start=\"20260328T000000Z\" end=\"20260401T000000Z\"/></c:calendar-data>");
        var text = found.Text(Work + "a.ics", C + "calendar-data")!;
        Assert.Equal(["20260328T090000Z", "20260329T080000Z", "20260330T080000Z", "20260331T130000Z"], Values(text, "DTSTART"));
        Assert.Equal(["20260328T090000Z", "20260329T080000Z", "20260330T080000Z", "20260331T080000Z"], Values(text, "RECURRENCE-ID"));
        Assert.DoesNotContain("RRULE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("TZID", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<c:comp-filter name=\"VALARM\"><c:time-range start=\"20260303T100000Z\"/></c:comp-filter>", "supported-filter")]
    [InlineData("<c:time-range/>", "valid-filter")]
    [InlineData("<c:time-range start=\"tomorrow\"/>", "valid-filter")]
    [InlineData("<c:time-range start=\"20260303T100000Z\" end=\"20260303T100000Z\"/>", "valid-filter")]
    [InlineData("<c:prop-filter/>", "valid-filter")]
    [InlineData("<c:prop-filter name=\"SUMMARY\"><c:text-match collation=\"i;klingon\">x</c:text-match></c:prop-filter>", "supported-collation")]
    public async Task Filter_that_is_not_understood_is_refused(string filter, string precondition)
    {
        await using var dav = await StartAsync();
        var reply = await dav.SendAsync("REPORT", Work, Query("VEVENT", filter), ("Depth", "1"));
        Assert.Equal((403, C + precondition), (reply.Status, XElement.Parse(reply.Body).Elements().Single().Name));
    }

    [Fact]
    public async Task Filter_with_too_many_conditions_is_refused()
    {
        await using var dav = await StartAsync();
        var reply = await dav.SendAsync("REPORT", Work, Query("VEVENT", string.Concat(Enumerable.Repeat("<c:prop-filter name=\"X\"/>", 101))));
        Assert.Equal(403, reply.Status);
    }

    [Fact]
    public async Task Series_made_to_cost_time_are_answered_soon()
    {
        await using var dav = await StartAsync();
        for (var i = 0; i < 20; i++)
        {
            dav.Store.Set(Work + $"{i}.ics", Event($"{i}", "DTSTART:00010101T000000Z\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"));
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await QueryAsync(dav, "VEVENT", "<c:time-range start=\"20260303T100000Z\"/>").WaitAsync(limit.Token);
    }

    [Theory]
    [InlineData("", "b c")]
    [InlineData("<a:filter><a:prop-filter name=\"FN\"><a:text-match>BÖB</a:text-match></a:prop-filter></a:filter>", "b")]
    [InlineData("<a:filter><a:prop-filter name=\"FN\"><a:text-match match-type=\"starts-with\">car</a:text-match></a:prop-filter></a:filter>", "c")]
    [InlineData("<a:filter><a:prop-filter name=\"FN\"><a:text-match match-type=\"equals\">car</a:text-match></a:prop-filter></a:filter>", "")]
    [InlineData("<a:filter><a:prop-filter name=\"EMAIL\"><a:text-match match-type=\"ends-with\">@example.test</a:text-match></a:prop-filter></a:filter>", "c")]
    [InlineData("<a:filter><a:prop-filter name=\"NICKNAME\"><a:is-not-defined/></a:prop-filter></a:filter>", "c")]
    [InlineData("<a:filter><a:prop-filter name=\"EMAIL\"/><a:prop-filter name=\"NICKNAME\"/></a:filter>", "b c")]
    [InlineData("<a:filter test=\"allof\"><a:prop-filter name=\"EMAIL\"/><a:prop-filter name=\"NICKNAME\"/></a:filter>", "")]
    [InlineData("<a:filter><a:prop-filter name=\"FN\"><a:text-match>ob</a:text-match><a:text-match>b</a:text-match></a:prop-filter></a:filter>", "b")]
    [InlineData("<a:filter><a:prop-filter name=\"EMAIL\"><a:param-filter name=\"TYPE\"><a:text-match>work</a:text-match></a:param-filter></a:prop-filter></a:filter>", "c")]
    public async Task Contacts_are_found_by_their_properties(string filter, string found)
    {
        await using var dav = await StartAsync();
        dav.Store.Set(People + "b.vcf", Card("b", "Böb", "NICKNAME:B\r\n"));
        dav.Store.Set(People + "c.vcf", Card("c", "Carol", "item1.EMAIL;TYPE=WORK:carol@example.test\r\n"));
        var reply = await dav.AskAsync("REPORT", People, $"<a:addressbook-query><d:prop><d:getetag/></d:prop>{filter}</a:addressbook-query>", "1");
        Assert.Equal(found, string.Join(' ', reply.Hrefs.Select(h => h[People.Length..^".vcf".Length])));
    }

    [Fact]
    public async Task Contacts_beyond_the_number_asked_for_are_told_of()
    {
        await using var dav = await StartAsync();
        dav.Store.Set(People + "b.vcf", Card("b", "Bob"));
        dav.Store.Set(People + "c.vcf", Card("c", "Carol"));
        var reply = await dav.AskAsync("REPORT", People, "<a:addressbook-query><d:prop><d:getetag/></d:prop><a:limit><a:nresults>1</a:nresults></a:limit></a:addressbook-query>", "1");
        Assert.Equal([People + "b.vcf", People], reply.Hrefs);
        Assert.StartsWith("HTTP/1.1 507 ", reply.Statuses[People], StringComparison.Ordinal);
    }

    private static string Query(string component, string filter, string zone = "", string properties = "<d:getetag/>") =>
        $"<c:calendar-query><d:prop>{properties}</d:prop><c:filter><c:comp-filter name=\"VCALENDAR\"><c:comp-filter name=\"{component}\">{filter}</c:comp-filter></c:comp-filter></c:filter>{zone}</c:calendar-query>";

    private static Task<Multistatus> QueryAsync(RunningDav dav, string component, string filter, string zone = "", string properties = "<d:getetag/>") =>
        dav.AskAsync("REPORT", Work, Query(component, filter, zone, properties), "1");

    private static IEnumerable<string> Values(string text, string property) => text.Split("\r\n").Where(l => l.StartsWith(property + ":", StringComparison.Ordinal)).Select(l => l[(property.Length + 1)..]);
}
