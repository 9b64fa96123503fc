using Mapigate.Conversion.Calendar;
using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxoCal;
using Mapigate.Mapi.Wire.OxProps;
using NodaTime;

namespace Mapigate.Conversion.Tests.Calendar;

public sealed class AppointmentConverterTests
{
    private static readonly AppointmentConversionOptions Options = new() { Now = Instant.FromUtc(2013, 1, 1, 0, 0), OwnerAddresses = ["alice@example.org"] };

    [Fact]
    public void Simple_appointment_has_what_outlook_wants()
    {
        var item = One(
            """
            BEGIN:VEVENT
            UID:a1@example.org
            DTSTART;TZID=Europe/Berlin:20240701T140000
            DTEND;TZID=Europe/Berlin:20240701T153000
            SUMMARY:Review\, second part
            LOCATION:Room 7
            DESCRIPTION:One\nTwo
            CLASS:PRIVATE
            PRIORITY:1
            CATEGORIES:Work,Red
            SEQUENCE:3
            TRANSP:TRANSPARENT
            BEGIN:VALARM
            ACTION:DISPLAY
            TRIGGER:-PT20M
            END:VALARM
            END:VEVENT
            """);
        var bag = item.Properties;
        Assert.Equal("IPM.Appointment", bag.Get<string>(PidTag.MessageClass));
        Assert.Equal("Review, second part", bag.Get<string>(PidTag.Subject));
        Assert.Equal("Room 7", bag.Get<string>(PidLid.Location));
        Assert.Equal("One\r\nTwo", bag.Get<string>(PidTag.Body));
        Assert.Equal(Utc(2024, 7, 1, 12, 0), bag.Get<FileTime>(PidLid.AppointmentStartWhole));
        Assert.Equal(Utc(2024, 7, 1, 13, 30), bag.Get<FileTime>(PidLid.AppointmentEndWhole));
        Assert.Equal(Utc(2024, 7, 1, 12, 0), bag.Get<FileTime>(PidTag.StartDate));
        Assert.Equal(Utc(2024, 7, 1, 12, 0), bag.Get<FileTime>(PidLid.CommonStart));
        Assert.Equal(Utc(2024, 7, 1, 13, 30), bag.Get<FileTime>(PidLid.ClipEnd));
        Assert.Equal(90, bag.Get<int>(PidLid.AppointmentDuration));
        Assert.Equal(2, bag.Get<int>(PidTag.Sensitivity));
        Assert.True(bag.Get<bool>(PidLid.Private));
        Assert.Equal(2, bag.Get<int>(PidTag.Importance));
        Assert.Equal(["Work", "Red"], bag.Get<string[]>(PidName.Keywords)!);
        Assert.Equal(3, bag.Get<int>(PidLid.AppointmentSequence));
        Assert.Equal(0, bag.Get<int>(PidLid.BusyStatus));
        Assert.True(bag.Get<bool>(PidLid.ReminderSet));
        Assert.Equal(20, bag.Get<int>(PidLid.ReminderDelta));
        Assert.Equal(Utc(2024, 7, 1, 11, 40), bag.Get<FileTime>(PidLid.ReminderSignalTime));
        Assert.Equal(0x400, bag.Get<int>(PidTag.IconIndex));
        Assert.Equal(0, bag.Get<int>(PidLid.AppointmentStateFlags));
        Assert.True(bag.TryGet(PidLid.Recurring.Name, out var recurring) && recurring is false);
        Assert.False(bag.TryGet(PidLid.AppointmentRecur.Name, out _));
        Assert.Equal("a1@example.org", GlobalObjectId.Parse(bag.Get<byte[]>(PidLid.CleanGlobalObjectId)).ToUid());
        Assert.Equal("W. Europe Standard Time", TimeZoneDefinition.Parse(bag.Get<byte[]>(PidLid.AppointmentTimeZoneDefinitionStartDisplay)).KeyName);
        Assert.Empty(item.Recipients);
    }

    [Fact]
    public void Day_lies_in_the_zone_of_the_owner()
    {
        var bag = One("BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20240331\nEND:VEVENT").Properties;
        Assert.True(bag.Get<bool>(PidLid.AppointmentSubType));
        Assert.Equal(Utc(2024, 3, 30, 23, 0), bag.Get<FileTime>(PidLid.AppointmentStartWhole));
        Assert.Equal(Utc(2024, 3, 31, 22, 0), bag.Get<FileTime>(PidLid.AppointmentEndWhole));
    }

    [Fact]
    public void Series_written_by_outlook_gives_outlooks_own_blob()
    {
        // The series and its blob as Outlook keeps them: every Friday of 2023, the 13th deleted, the 6th moved to the 5th with another subject.
        const string Blob = "043004300B2001000000C021000001000000000000002000000021200000340000000000000002000000A0CC3A0D00F43A0D0100000060EE3A0DA0CC3A0D00B0420D0630000009300000D00200000C030000010030F13A0D6CF13A0DD0F63A0D0100310030004C616E63682074696D652C206576657279206672696461792C20696E2032303233205B72657363686564756C6564215D0000000004000000000000000000000030F13A0D6CF13A0DD0F63A0D30004C0061006E00630068002000740069006D0065002C0020006500760065007200790020006600720069006400610079002C00200069006E002000320030003200330020005B00720065007300630068006500640075006C006500640021005D000000000000000000";
        var outlook = AppointmentRecurrencePattern.Parse(Convert.FromHexString(Blob));
        var deleted = string.Join(", ", outlook.Pattern.DeletedInstanceDates);
        Assert.Equal("2023-01-06T00:00:00, 2023-01-13T00:00:00", deleted);
        var moved = Assert.Single(outlook.Exceptions);
        var item = One(
            $"""
            BEGIN:VEVENT
            UID:1
            DTSTART;TZID=Asia/Tokyo:20230106T120000
            DTEND;TZID=Asia/Tokyo:20230106T130000
            SUMMARY:Lanch time\, every friday\, in 2023
            RRULE:FREQ=WEEKLY;UNTIL=20231231T145959Z;BYDAY=FR;WKST=SU
            EXDATE;TZID=Asia/Tokyo:20230106T120000
            END:VEVENT
            BEGIN:VEVENT
            UID:1
            RECURRENCE-ID;TZID=Asia/Tokyo:20230113T120000
            DTSTART;TZID=Asia/Tokyo:{moved.StartDateTime.ToDateTime():yyyyMMdd'T'HHmmss}
            DTEND;TZID=Asia/Tokyo:{moved.EndDateTime.ToDateTime():yyyyMMdd'T'HHmmss}
            SUMMARY:Lanch time\, every friday\, in 2023 [rescheduled!]
            END:VEVENT
            """);
        var own = AppointmentRecurrencePattern.Parse(item.Properties.Get<byte[]>(PidLid.AppointmentRecur));

        // Outlook ends at the day chosen, here the last Friday ends it, and counts by the range.
        var alike = own with { Pattern = own.Pattern with { EndType = outlook.Pattern.EndType, EndDate = outlook.Pattern.EndDate } };
        Assert.Equal(Blob, Convert.ToHexString(alike.ToBytes()));
        Assert.Equal(RecurrenceTime.From(new DateTime(2023, 12, 29)), own.Pattern.EndDate);
    }

    [Fact]
    public void Endless_meeting_gives_exchanges_own_blob_and_zone()
    {
        // From a meeting request that Exchange sent: every Monday from 12:00 to 12:30, Eastern time.
        var bag = One("BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Eastern Standard Time:20131223T120000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;BYDAY=MO;WKST=SU\nEND:VEVENT").Properties;
        Assert.Equal(
            "043004300B2001000000C0210000010000000000000002000000232000000A0000000000000000000000000000008044F20CDF80E95A0630000009300000D0020000EE02000000000000000000000000",
            Convert.ToHexString(bag.Get<byte[]>(PidLid.AppointmentRecur)!));
        Assert.Equal(
            "2C01000000000000C4FFFFFF000000000B00000001000200000000000000000000000300000002000200000000000000",
            Convert.ToHexString(bag.Get<byte[]>(PidLid.TimeZoneStruct)!));
        Assert.Equal(Utc(2013, 12, 23, 5, 0), bag.Get<FileTime>(PidLid.ClipStart));
        Assert.Equal(0x401, bag.Get<int>(PidTag.IconIndex));
        Assert.True(bag.Get<bool>(PidLid.Recurring));
        Assert.Equal("every Monday from 12:00 to 12:30", bag.Get<string>(PidLid.RecurrencePattern));
    }

    [Theory]
    [InlineData("FREQ=DAILY;INTERVAL=3", RecurrencePatternType.Day, 4320u)]
    [InlineData("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", RecurrencePatternType.Week, 1u)]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", RecurrencePatternType.Month, 1u)]
    [InlineData("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1MO", RecurrencePatternType.MonthNth, 2u)]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", RecurrencePatternType.MonthNth, 1u)]
    [InlineData("FREQ=YEARLY", RecurrencePatternType.Month, 12u)]
    [InlineData("FREQ=YEARLY;BYMONTH=1;BYDAY=-1MO;INTERVAL=2", RecurrencePatternType.MonthNth, 24u)]
    public void Rules_that_mapi_knows_become_its_patterns(string rule, RecurrencePatternType type, uint period)
    {
        var items = All($"BEGIN:VEVENT\nUID:1\nDTSTART:20240129T090000\nRRULE:{rule}\nEND:VEVENT");
        var pattern = AppointmentRecurrencePattern.Parse(items[0].Item.Properties.Get<byte[]>(PidLid.AppointmentRecur)).Pattern;
        Assert.Equal((type, period), (pattern.PatternType, pattern.Period));
    }

    [Fact]
    public void Odd_date_beside_a_series_is_an_item_of_its_own()
    {
        var items = All("BEGIN:VEVENT\nUID:1\nDTSTART:20240101T090000\nRRULE:FREQ=WEEKLY\nRDATE:20240103T120000\nEND:VEVENT");
        Assert.Equal([null, new LocalDateTime(2024, 1, 3, 12, 0)], items.Select(item => item.RecurrenceId));
        Assert.Equal(new DateOnly(2024, 1, 3), GlobalObjectId.Parse(items[1].Item.Properties.Get<byte[]>(PidLid.GlobalObjectId)).InstanceDate);
        Assert.Equal(items[0].Item.Properties.Get<byte[]>(PidLid.CleanGlobalObjectId), items[1].Item.Properties.Get<byte[]>(PidLid.CleanGlobalObjectId));
    }

    [Fact]
    public void Finite_rule_that_mapi_does_not_know_is_every_day_with_most_deleted()
    {
        var items = All("BEGIN:VEVENT\nUID:1\nDTSTART:20240101T090000\nRRULE:FREQ=MONTHLY;BYDAY=1MO,3MO;COUNT=6\nEND:VEVENT");
        var blob = AppointmentRecurrencePattern.Parse(Assert.Single(items).Item.Properties.Get<byte[]>(PidLid.AppointmentRecur));
        Assert.Equal(
            ["2024-01-01", "2024-01-15", "2024-02-05", "2024-02-19", "2024-03-04", "2024-03-18"],
            RecurrenceReading.Starts(blob, new DateTime(2030, 1, 1)).Select(start => start.ToString("yyyy-MM-dd")));
    }

    [Fact]
    public void Endless_rule_that_mapi_does_not_know_is_split_within_bounds()
    {
        var items = All("BEGIN:VEVENT\nUID:1\nDTSTART:20120101T090000\nRRULE:FREQ=HOURLY\nEND:VEVENT");
        Assert.Equal(Options.MaxSingleInstances, items.Count);
        Assert.All(items, item => Assert.NotNull(item.RecurrenceId));
    }

    [Fact]
    public void Meeting_of_another_has_recipients_and_own_answer()
    {
        var item = One(
            """
            BEGIN:VEVENT
            UID:1
            DTSTART:20240101T090000Z
            ORGANIZER;CN=Bob:mailto:bob@example.org
            ATTENDEE;CN=Bob;PARTSTAT=ACCEPTED:mailto:bob@example.org
            ATTENDEE;CN=Alice;PARTSTAT=TENTATIVE;RSVP=TRUE:MAILTO:Alice@example.org
            ATTENDEE;ROLE=OPT-PARTICIPANT:mailto:carol@example.org
            ATTENDEE;CUTYPE=ROOM;CN=Room:urn:uuid:1
            END:VEVENT
            """);
        Assert.Equal(3, item.Properties.Get<int>(PidLid.AppointmentStateFlags));
        Assert.Equal(2, item.Properties.Get<int>(PidLid.ResponseStatus));
        Assert.Equal("Bob", item.Properties.Get<string>(PidTag.SentRepresentingName));
        Assert.Equal("bob@example.org", item.Properties.Get<string>(PidTag.SenderSmtpAddress));
        Assert.Equal(0x402, item.Properties.Get<int>(PidTag.IconIndex));
        Assert.Equal([3, 1, 1, 1], item.Recipients.Select(bag => bag.Get<int>(PidTag.RecipientFlags)));
        Assert.Equal([1, 1, 2, 3], item.Recipients.Select(bag => bag.Get<int>(PidTag.RecipientType)));
        Assert.Equal([1, 2, 5, 5], item.Recipients.Select(bag => bag.Get<int>(PidTag.RecipientTrackStatus)));
        Assert.Equal("Bob; Alice; carol@example.org; Room", item.Properties.Get<string>(PidLid.AllAttendeesString));
    }

    [Fact]
    public void Modified_instance_has_its_embedded_message()
    {
        var item = One(
            """
            BEGIN:VEVENT
            UID:1
            DTSTART;TZID=Europe/Berlin:20240101T090000
            DURATION:PT1H
            RRULE:FREQ=DAILY;COUNT=3
            END:VEVENT
            BEGIN:VEVENT
            UID:1
            RECURRENCE-ID;TZID=Europe/Berlin:20240102T090000
            DTSTART;TZID=Europe/Berlin:20240102T110000
            DURATION:PT1H
            SUMMARY:Later
            END:VEVENT
            """);
        var attachment = Assert.Single(item.Attachments);
        Assert.Equal(Utc(2024, 1, 2, 8, 0), attachment.Properties.Get<FileTime>(PidTag.ExceptionReplaceTime));
        Assert.Equal(Utc(2024, 1, 2, 11, 0), attachment.Properties.Get<FileTime>(PidTag.ExceptionStartTime));
        Assert.True(attachment.Properties.Get<bool>(PidTag.AttachmentHidden));
        var embedded = attachment.Embedded!.Value.Properties;
        Assert.Equal("Later", embedded.Get<string>(PidTag.Subject));
        Assert.Equal(Utc(2024, 1, 2, 10, 0), embedded.Get<FileTime>(PidLid.AppointmentStartWhole));
        Assert.Equal(new DateOnly(2024, 1, 2), GlobalObjectId.Parse(embedded.Get<byte[]>(PidLid.GlobalObjectId)).InstanceDate);
    }

    [Fact]
    public void Cancelled_instance_is_deleted_from_the_series()
    {
        var item = One("BEGIN:VEVENT\nUID:1\nDTSTART:20240101T090000Z\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20240102T090000Z\nDTSTART:20240102T090000Z\nSTATUS:CANCELLED\nEND:VEVENT");
        var blob = AppointmentRecurrencePattern.Parse(item.Properties.Get<byte[]>(PidLid.AppointmentRecur));
        Assert.Equal([RecurrenceTime.From(new DateTime(2024, 1, 2))], blob.Pattern.DeletedInstanceDates);
        Assert.Empty(blob.Exceptions);
        Assert.Empty(item.Attachments);
    }

    [Theory]
    [InlineData("DTSTART:99991231T235959Z\nDURATION:P1000000W\nRRULE:FREQ=DAILY")]
    [InlineData("DTSTART:00010101T000000Z\nDTEND:99991231T235959Z\nRRULE:FREQ=YEARLY;COUNT=20")]
    [InlineData("DTSTART;VALUE=DATE:99991231\nRRULE:FREQ=DAILY;COUNT=2147483647")]
    [InlineData("DTSTART:20240101T000000\nRRULE:FREQ=DAILY;COUNT=2147483647;INTERVAL=2147483647")]
    [InlineData("DTSTART:20240101T000000\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("RRULE:FREQ=DAILY\nSUMMARY:no start")]
    [InlineData("DTSTART;TZID=Nowhere:99991231T235959\nRRULE:FREQ=DAILY\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER;RELATED=END:P1000000W\nEND:VALARM")]
    public void Extremes_give_items(string properties) => Assert.NotEmpty(All($"BEGIN:VEVENT\nUID:1\n{properties}\nEND:VEVENT"));

    private static ConvertedItem One(string events) => Assert.Single(All(events)).Item;

    private static IReadOnlyList<ConvertedAppointment> All(string events)
    {
        var calendar = ICalendarDocument.Parse($"BEGIN:VCALENDAR\n{events}\nEND:VCALENDAR").Calendar!;
        var series = Assert.Single(CalendarSeries.Of(calendar, "VEVENT", new CalendarTimeZones(calendar, DateTimeZoneProviders.Tzdb["Europe/Berlin"])));
        return AppointmentConverter.Convert(series, Options);
    }

    private static FileTime Utc(int year, int month, int day, int hour, int minute) => FileTime.From(new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc));
}
