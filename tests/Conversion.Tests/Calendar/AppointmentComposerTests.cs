using Mapigate.Conversion.Calendar;
using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxoCal;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Tests;
using NodaTime;
using Xunit.Abstractions;

namespace Mapigate.Conversion.Tests.Calendar;

public sealed class AppointmentComposerTests(ITestOutputHelper output)
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly AppointmentComposeOptions Options = new() { Uid = "new", Stamp = Instant.FromUtc(2024, 1, 1, 0, 0), Zone = Berlin, OwnerAddresses = ["alice@example.org"] };

    [Fact]
    public void Appointment_of_outlook_becomes_an_event()
    {
        var bag = new PropertyBag();
        bag.Set(PidTag.MessageClass, "IPM.Appointment");
        bag.Set(PidTag.Subject, "Lunch, early");
        bag.Set(PidTag.Body, "One\r\nTwo\r\n");
        bag.Set(PidLid.Location, "Caf\u00E9");
        bag.Set(PidLid.AppointmentStartWhole, Utc(2024, 7, 1, 10, 0));
        bag.Set(PidLid.AppointmentEndWhole, Utc(2024, 7, 1, 11, 0));
        bag.Set(PidLid.BusyStatus, 3);
        bag.Set(PidLid.ReminderSet, true);
        bag.Set(PidLid.ReminderDelta, 15);
        bag.Set(PidTag.Sensitivity, 2);
        bag.Set(PidName.Keywords, new[] { "a,b", "c" });
        var text = AppointmentComposer.Compose(new ConvertedItem(bag, [], []), Options).ToString().ReplaceLineEndings("\n");
        var expected =
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Mapigate//Mapigate//EN
            BEGIN:VTIMEZONE
            TZID:Europe/Berlin
            BEGIN:STANDARD
            DTSTART:19701025T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:19700329T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:new
            DTSTAMP:20240101T000000Z
            DTSTART;TZID=Europe/Berlin:20240701T120000
            DTEND;TZID=Europe/Berlin:20240701T130000
            SUMMARY:Lunch\, early
            LOCATION:Café
            DESCRIPTION:One\nTwo
            CLASS:PRIVATE
            TRANSP:OPAQUE
            STATUS:CONFIRMED
            X-MICROSOFT-CDO-BUSYSTATUS:OOF
            CATEGORIES:a\,b,c
            SEQUENCE:0
            BEGIN:VALARM
            ACTION:DISPLAY
            TRIGGER:-PT15M
            DESCRIPTION:Reminder
            END:VALARM
            END:VEVENT
            END:VCALENDAR

            """;
        Assert.Equal(expected.ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void Series_of_outlook_becomes_rule_exclusion_and_override()
    {
        const string Blob = "043004300B2001000000C021000001000000000000002000000021200000340000000000000002000000A0CC3A0D00F43A0D0100000060EE3A0DA0CC3A0D00B0420D0630000009300000D00200000C030000010030F13A0D6CF13A0DD0F63A0D0100310030004C616E63682074696D652C206576657279206672696461792C20696E2032303233205B72657363686564756C6564215D0000000004000000000000000000000030F13A0D6CF13A0DD0F63A0D30004C0061006E00630068002000740069006D0065002C0020006500760065007200790020006600720069006400610079002C00200069006E002000320030003200330020005B00720065007300630068006500640075006C006500640021005D000000000000000000";
        var bag = new PropertyBag();
        bag.Set(PidTag.Subject, "Lanch time");
        bag.Set(PidLid.Recurring, true);
        bag.Set(PidLid.AppointmentRecur, Convert.FromHexString(Blob));
        bag.Set(PidLid.AppointmentStartWhole, Utc(2023, 1, 6, 3, 0));
        bag.Set(PidLid.AppointmentEndWhole, Utc(2023, 1, 6, 4, 0));
        bag.Set(PidLid.TimeZoneStruct, Convert.FromHexString("E4FDFFFF00000000C4FFFFFF000000000000000000000000000000000000000000000000000000000000000000000000"));
        bag.Set(PidLid.AppointmentTimeZoneDefinitionRecur, Convert.FromHexString("02012C000200130054006F006B0079006F0020005300740061006E0064006100720064002000540069006D006500010002013E00020041060100000001000000000000000000E4FDFFFF00000000C4FFFFFF0000000000000000000000000000000000000000000000000000000000000000"));
        var calendar = AppointmentComposer.Compose(new ConvertedItem(bag, [], []), Options).Calendar!;
        var events = calendar.AllChildren("VEVENT").ToList();
        Assert.Equal("RRULE:FREQ=WEEKLY;UNTIL=20231231T030000Z;BYDAY=FR;WKST=SU", events[0].Property("RRULE")!.ToString());
        Assert.Equal("EXDATE;TZID=Asia/Tokyo:20230106T120000", events[0].Property("EXDATE")!.ToString());
        Assert.Equal("RECURRENCE-ID;TZID=Asia/Tokyo:20230113T120000", events[1].Property("RECURRENCE-ID")!.ToString());
        Assert.Equal("Lanch time, every friday, in 2023 [rescheduled!]", events[1].Property("SUMMARY")!.GetText());
        Assert.Equal(2, events.Count);
        Assert.Equal("new", events[1].Property("UID")!.GetText());
    }

    [Fact]
    public void Meeting_keeps_its_people()
    {
        var source = Series("BEGIN:VEVENT\nUID:1\nDTSTART:20240101T090000Z\nORGANIZER;CN=\"Bob, B.\":mailto:bob@example.org\nATTENDEE;CN=Alice;PARTSTAT=TENTATIVE:mailto:alice@example.org\nATTENDEE;ROLE=OPT-PARTICIPANT:mailto:c@example.org\nEND:VEVENT");
        var item = AppointmentConverter.Convert(source, new AppointmentConversionOptions { Now = Options.Stamp, OwnerAddresses = Options.OwnerAddresses })[0].Item;
        item.Properties.Set(PidLid.ResponseStatus, 3);
        var component = AppointmentComposer.Compose(item, Options).Calendar!.AllChildren("VEVENT").Single();
        Assert.Equal("ORGANIZER;CN=\"Bob, B.\":mailto:bob@example.org", component.Property("ORGANIZER")!.ToString());
        Assert.Equal(
            ["ATTENDEE;CN=Alice;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:alice@example.org", "ATTENDEE;CN=c@example.org;ROLE=OPT-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:c@example.org"],
            component.AllProperties("ATTENDEE").Select(property => property.ToString()));
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Sydney")]
    [InlineData("Pacific/Auckland")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Europe/Dublin")]
    [InlineData("Australia/Lord_Howe")]
    public void Zone_comes_back_with_its_offsets(string id)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var rule = TimeZoneConverter.ToDefinition(zone, 2024, isRecurring: true).EffectiveRule!;
        var own = VTimeZone.Read(VTimeZoneComposer.Compose(id, rule))!;
        for (var at = Instant.FromUtc(2024, 1, 1, 0, 30); at < Instant.FromUtc(2034, 1, 1, 0, 0); at += Duration.FromHours(5))
            Assert.Equal(zone.GetUtcOffset(at), own.GetUtcOffset(at));
    }

    [Fact]
    public void Every_sample_series_comes_back_with_its_instances()
    {
        var (count, failures) = (0, new List<string>());
        foreach (var path in Corpus.Files("ical"))
        {
            foreach (var calendar in ICalendarDocument.Parse(File.ReadAllBytes(path)).Components)
            {
                foreach (var source in CalendarSeries.Of(calendar, "VEVENT", new CalendarTimeZones(calendar, Berlin)).Take(100))
                {
                    var items = AppointmentConverter.Convert(source, new AppointmentConversionOptions { Now = Instant.FromUtc(2024, 6, 1, 0, 0) });
                    var composed = AppointmentComposer.Compose(items[0].Item, Options);
                    var again = CalendarSeries.Of(composed.Calendar!, "VEVENT", new CalendarTimeZones(composed.Calendar, Berlin)).Single();
                    Assert.Empty(ICalendarDocument.Parse(composed.ToBytes()).Problems);
                    if (items.Count > 1 || source.Rules.Count != 1 || source.Start is null || !source.HasMaster)
                        continue;
                    count++;
                    var (expected, actual) = (Starts(source), Starts(again));
                    if (!expected.SequenceEqual(actual))
                        failures.Add($"{Path.GetFileName(path)} {source.Master.Property("RRULE")} -> {again.Master.Property("RRULE")}: {expected.Count} {actual.Count} {expected.Except(actual).FirstOrDefault()} {actual.Except(expected).FirstOrDefault()}");
                }
            }
        }

        output.WriteLine($"{count} series");
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }

    private static List<Instant> Starts(CalendarSeries series) =>
    [
        .. series.Occurrences(new Interval(null, Instant.FromUtc(2030, 1, 1, 0, 0)), new RecurrenceBudget(3_000_000))
            .Where(occurrence => !occurrence.IsOverride || occurrence.Component.Property("STATUS")?.RawValue.Trim() != "CANCELLED")
            .Select(occurrence => Instant.FromUnixTimeSeconds(occurrence.Interval.Start.ToUnixTimeSeconds() / 60 * 60)).Distinct(),
    ];

    private static CalendarSeries Series(string events)
    {
        var calendar = ICalendarDocument.Parse($"BEGIN:VCALENDAR\n{events}\nEND:VCALENDAR").Calendar!;
        return Assert.Single(CalendarSeries.Of(calendar, "VEVENT", new CalendarTimeZones(calendar, Berlin)));
    }

    private static FileTime Utc(int year, int month, int day, int hour, int minute) => FileTime.From(new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc));
}
