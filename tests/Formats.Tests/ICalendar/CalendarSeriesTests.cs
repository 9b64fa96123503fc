using Mapigate.Formats.ICalendar;
using NodaTime;

namespace Mapigate.Formats.Tests.ICalendar;

public sealed class CalendarSeriesTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public void Override_exclusion_and_extra_date_shape_the_series()
    {
        var series = Read(
            """
            BEGIN:VEVENT
            UID:1
            DTSTART;TZID=Europe/Berlin:20240325T090000
            DTEND;TZID=Europe/Berlin:20240325T100000
            RRULE:FREQ=WEEKLY;COUNT=4
            EXDATE;TZID=Europe/Berlin:20240408T090000
            RDATE;TZID=Europe/Berlin:20240403T120000
            END:VEVENT
            BEGIN:VEVENT
            UID:1
            RECURRENCE-ID:20240401T070000Z
            DTSTART;TZID=Europe/Berlin:20240402T150000
            DURATION:PT30M
            END:VEVENT
            """);
        var occurrences = series.Occurrences(new Interval(Instant.FromUtc(2024, 1, 1, 0, 0), Instant.FromUtc(2025, 1, 1, 0, 0)), new RecurrenceBudget()).ToList();

        // The clock goes forward on 31 March: nine o'clock stays nine o'clock.
        Assert.Equal(
            [Instant.FromUtc(2024, 3, 25, 8, 0), Instant.FromUtc(2024, 4, 2, 13, 0), Instant.FromUtc(2024, 4, 3, 10, 0), Instant.FromUtc(2024, 4, 15, 7, 0)],
            occurrences.Select(occurrence => occurrence.Interval.Start));
        Assert.Equal([false, true, false, false], occurrences.Select(occurrence => occurrence.IsOverride));
        Assert.Equal(Duration.FromMinutes(30), occurrences[1].Interval.Duration);
    }

    [Fact]
    public void Following_instances_move_with_their_override()
    {
        var series = Read(
            """
            BEGIN:VEVENT
            UID:1
            DTSTART:20240101T090000Z
            DTEND:20240101T100000Z
            RRULE:FREQ=DAILY;COUNT=4
            END:VEVENT
            BEGIN:VEVENT
            UID:1
            RECURRENCE-ID;RANGE=THISANDFUTURE:20240103T090000Z
            DTSTART:20240103T110000Z
            DTEND:20240103T130000Z
            END:VEVENT
            """);
        var hours = series.Occurrences(new Interval(null, null), new RecurrenceBudget()).Select(occurrence => (occurrence.Start.Local.Hour, occurrence.Interval.Duration.TotalHours));
        Assert.Equal([(9, 1.0), (9, 1.0), (11, 2.0), (11, 2.0)], hours);
    }

    [Fact]
    public void Window_far_from_start_costs_little()
    {
        var series = Read("BEGIN:VEVENT\nUID:1\nDTSTART:19700101T090000Z\nRRULE:FREQ=MINUTELY\nEND:VEVENT");
        var budget = new RecurrenceBudget(10_000);
        var window = new Interval(Instant.FromUtc(2024, 1, 1, 0, 0), Instant.FromUtc(2024, 1, 1, 0, 10));
        Assert.Equal(10, series.Occurrences(window, budget).Count());
        Assert.False(budget.IsExhausted);
    }

    [Theory]
    [InlineData("FREQ=SECONDLY")]
    [InlineData("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=SECONDLY;INTERVAL=60;BYSECOND=4")]
    [InlineData("FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6,7,8,9,10;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,1,2,3,4,5")]
    public void Endless_rules_end_with_their_budget(string rule)
    {
        var series = Read($"BEGIN:VEVENT\nUID:1\nDTSTART:20240101T090000Z\nRRULE:{rule}\nEND:VEVENT");
        var budget = new RecurrenceBudget(50_000);
        Assert.InRange(series.Instances(null, null, budget).Count(), 1, 50_001);
    }

    [Fact]
    public void Vtimezone_of_its_own_gives_the_offsets()
    {
        var calendar = ICalendarDocument.Parse(
            """
            BEGIN:VCALENDAR
            BEGIN:VTIMEZONE
            TZID:Custom
            BEGIN:STANDARD
            DTSTART:16010101T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:16010101T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            END:VCALENDAR
            """).Calendar!;
        var zone = new CalendarTimeZones(calendar, DateTimeZone.Utc).Resolve("Custom")!;
        for (var at = Instant.FromUtc(1997, 1, 1, 0, 30); at < Instant.FromUtc(2037, 1, 1, 0, 0); at += Duration.FromHours(7))
        {
            Assert.Equal(Berlin.GetUtcOffset(at), zone.GetUtcOffset(at));
        }
    }

    private static CalendarSeries Read(string events)
    {
        var calendar = ICalendarDocument.Parse($"BEGIN:VCALENDAR\n{events}\nEND:VCALENDAR").Calendar!;
        return Assert.Single(CalendarSeries.Of(calendar, "VEVENT", new CalendarTimeZones(calendar, Berlin)));
    }
}
