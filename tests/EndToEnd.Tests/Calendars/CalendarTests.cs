using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxoCal;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.EndToEnd.Tests.Calendars;

[Collection(SharedGateway.Collection)]
public sealed class CalendarTests(SharedGateway gateway)
{
    private const string Zone = """
        BEGIN:VTIMEZONE
        TZID:Europe/Berlin
        BEGIN:STANDARD
        DTSTART:19701025T030000
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:19700329T020000
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        END:DAYLIGHT
        END:VTIMEZONE

        """;

    [Fact]
    [Trait("Operation", "RopGetContentsTable")]
    [Trait("Operation", "RopQueryRows")]
    public async Task Event_that_another_program_puts_shows_with_its_times()
    {
        var user = gateway.Stack.NewUser();
        using var server = new CalendarServer(gateway.Stack, user);
        await server.MakeCalendarAsync();
        await server.PutAsync("lunch", Event("lunch", "SUMMARY:Lunch\nLOCATION:Canteen\nDTSTART;TZID=Europe/Berlin:20260610T123000\nDTEND;TZID=Europe/Berlin:20260610T131500\n"));
        await using var mailbox = await gateway.OpenAsync(user);

        var row = Assert.Single(await RowsAsync(mailbox));
        Assert.Equal("Lunch", row.Subject);
        Assert.Equal("Canteen", row.Location);
        Assert.Equal(new DateTime(2026, 6, 10, 10, 30, 0, DateTimeKind.Utc), row.Start);
        Assert.Equal(new DateTime(2026, 6, 10, 11, 15, 0, DateTimeKind.Utc), row.End);
        Assert.False(row.IsRecurring);
        Assert.Equal("IPM.Appointment", row.MessageClass);
    }

    [Fact]
    [Trait("Operation", "RopOpenMessage")]
    public async Task Recurring_event_shows_with_its_pattern()
    {
        var user = gateway.Stack.NewUser();
        using var server = new CalendarServer(gateway.Stack, user);
        await server.MakeCalendarAsync();
        await server.PutAsync("stand-up", Event(
            "stand-up", "SUMMARY:Stand-up\nDTSTART;TZID=Europe/Berlin:20260105T090000\nDTEND;TZID=Europe/Berlin:20260105T091500\nRRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=10\n"));
        await using var mailbox = await gateway.OpenAsync(user);

        var row = Assert.Single(await RowsAsync(mailbox));
        Assert.True(row.IsRecurring);
        Assert.Equal(new DateTime(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc), row.Start);
        using var folder = await mailbox.OpenAsync(SpecialFolder.Calendar);
        using var message = await folder.OpenMessageAsync(row.Id, default);
        var tag = (await TagsAsync(mailbox, PidLid.AppointmentRecur))[0];
        var pattern = AppointmentRecurrencePattern.Parse((await message.ReadStreamAsync(tag, default))!);
        Assert.Equal(RecurFrequency.Weekly, pattern.Pattern.Frequency);
        Assert.Equal(RecurrenceWeekdays.Monday | RecurrenceWeekdays.Thursday, pattern.Pattern.Weekdays);
        Assert.Equal(10u, pattern.Pattern.OccurrenceCount);
        Assert.Equal(9u * 60, pattern.StartTimeOffset);
        Assert.Equal((9u * 60) + 15, pattern.EndTimeOffset);
    }

    [Fact]
    [Trait("Operation", "RopGetContentsTable")]
    public async Task Event_that_another_program_changes_or_deletes_follows_at_the_next_look()
    {
        var user = gateway.Stack.NewUser();
        using var server = new CalendarServer(gateway.Stack, user);
        await server.MakeCalendarAsync();
        await server.PutAsync("move", Event("move", "SUMMARY:Before\nDTSTART:20260610T100000Z\nDTEND:20260610T110000Z\n"));
        await using var mailbox = await gateway.OpenAsync(user);
        var before = Assert.Single(await RowsAsync(mailbox));

        await server.PutAsync("move", Event("move", "SUMMARY:After\nDTSTART:20260611T100000Z\nDTEND:20260611T110000Z\n"));
        var after = Assert.Single(await RowsAsync(mailbox));
        Assert.Equal("After", after.Subject);
        Assert.Equal(before.Start.AddDays(1), after.Start);
        Assert.Equal(before.Id, after.Id);

        await server.DeleteAsync("move");
        Assert.Empty(await RowsAsync(mailbox));
    }

    [Fact]
    [Trait("Operation", "RopGetContentsTable")]
    public async Task All_day_event_spans_whole_days_of_the_mailboxs_zone()
    {
        var user = gateway.Stack.NewUser();
        using var server = new CalendarServer(gateway.Stack, user);
        await server.MakeCalendarAsync();
        await server.PutAsync("trip", Event("trip", "SUMMARY:Trip\nDTSTART;VALUE=DATE:20260703\nDTEND;VALUE=DATE:20260705\n"));
        await using var mailbox = await gateway.OpenAsync(user);

        var row = Assert.Single(await RowsAsync(mailbox));
        Assert.True(row.IsAllDay);
        // Midnight in Berlin, where the configuration of the servers says that the mailbox is.
        Assert.Equal(new DateTime(2026, 7, 2, 22, 0, 0, DateTimeKind.Utc), row.Start);
        Assert.Equal(TimeSpan.FromDays(2), row.End - row.Start);
    }

    [Fact]
    [Trait("Operation", "RopGetContentsTable")]
    public async Task Odd_event_hides_no_other()
    {
        var user = gateway.Stack.NewUser();
        using var server = new CalendarServer(gateway.Stack, user);
        await server.MakeCalendarAsync();
        await server.PutAsync("odd", Event("odd", "SUMMARY:Odd\nDTSTART;TZID=Nowhere/Atlantis:20260610T100000\nDURATION:PT1H\nRRULE:FREQ=SECONDLY;COUNT=3\n"));
        await server.PutAsync("fine", Event("fine", "SUMMARY:Fine\nDTSTART:20260610T100000Z\nDTEND:20260610T110000Z\n"));
        await using var mailbox = await gateway.OpenAsync(user);

        Assert.Contains(await RowsAsync(mailbox), row => row.Subject == "Fine");
    }

    private static string Event(string uid, string lines) =>
        $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Tests//EN\n{Zone}BEGIN:VEVENT\nUID:{uid}@outside.test\nDTSTAMP:20260101T000000Z\n{lines}END:VEVENT\nEND:VCALENDAR\n";

    private static async Task<PropertyTag[]> TagsAsync(Mailbox mailbox, params NamedProperty[] properties)
    {
        var ids = await mailbox.Store.PropertyIdsAsync([.. properties.Select(property => property.Name)], create: true, default);
        return [.. ids.Zip(properties, (id, property) => new PropertyTag(id, property.Type))];
    }

    private static async Task<List<Row>> RowsAsync(Mailbox mailbox)
    {
        var tags = await TagsAsync(mailbox, PidLid.Location, PidLid.AppointmentStartWhole, PidLid.AppointmentEndWhole, PidLid.Recurring, PidLid.AppointmentSubType);
        return
        [
            .. (await mailbox.RowsAsync(SpecialFolder.Calendar, [PidTag.Mid, PidTag.MessageClass, PidTag.Subject, .. tags])).Select(row => new Row(
                new MessageId((ulong)row.Get<long>(PidTag.Mid)),
                row.Get<string>(PidTag.MessageClass),
                row.Get<string>(PidTag.Subject),
                row.Get<string>(tags[0]),
                row.Get<FileTime>(tags[1]).ToDateTimeUtc(),
                row.Get<FileTime>(tags[2]).ToDateTimeUtc(),
                row.Get<bool>(tags[3]),
                row.Get<bool>(tags[4]))),
        ];
    }

    private sealed record Row(MessageId Id, string? MessageClass, string? Subject, string? Location, DateTime Start, DateTime End, bool IsRecurring, bool IsAllDay);
}
