using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxoCal;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxoCal;

public sealed class CalendarBlobTests
{
    private static readonly AppointmentRecurrencePattern Series = new()
    {
        Pattern = new RecurrencePattern
        {
            Frequency = RecurFrequency.Monthly,
            PatternType = RecurrencePatternType.MonthNth,
            Period = 2,
            Weekdays = RecurrenceWeekdays.Monday,
            Nth = 5,
            EndType = RecurrenceEndType.Never,
            OccurrenceCount = 10,
            DeletedInstanceDates = [RecurrenceTime.From(new DateTime(2024, 3, 25))],
            ModifiedInstanceDates = [RecurrenceTime.From(new DateTime(2024, 3, 26))],
            StartDate = RecurrenceTime.From(new DateTime(2024, 1, 29)),
            EndDate = RecurrenceTime.Never,
        },
        StartTimeOffset = 540,
        EndTimeOffset = 600,
        Exceptions = [new ExceptionInfo { StartDateTime = RecurrenceTime.From(new DateTime(2024, 3, 26, 9, 0, 0)), Subject = "a", Location = string.Empty, BusyStatus = 1, HasExceptionalBody = true }],
        ExtendedExceptions = [new ExtendedException { Subject = "\u00E4\u4E00", Location = string.Empty }],
    };

    [Fact]
    public void Recurrence_comes_back_and_its_prefixes_are_refused()
    {
        var blob = Series.ToBytes();
        var read = AppointmentRecurrencePattern.Parse(blob);
        Assert.Equal(blob, read.ToBytes());
        Assert.Equal("\u00E4\u4E00", read.ExtendedExceptions[0].Subject);
        Assert.Equal(OverrideFlags.Subject | OverrideFlags.Location | OverrideFlags.BusyStatus | OverrideFlags.ExceptionalBody, read.Exceptions[0].Flags);
        AssertPrefixesRefused(blob, prefix => AppointmentRecurrencePattern.Parse(prefix));
    }

    [Fact]
    public void Zones_come_back_and_their_prefixes_are_refused()
    {
        var zone = new TimeZoneStruct { Bias = -60, DaylightBias = -60, StandardDate = new SystemTime(0, 10, 0, 5, 3, 0, 0, 0), DaylightDate = new SystemTime(0, 3, 0, 5, 2, 0, 0, 0) };
        Assert.Equal(zone, TimeZoneStruct.Parse(zone.ToBytes()));
        AssertPrefixesRefused(zone.ToBytes(), prefix => TimeZoneStruct.Parse(prefix));

        var definition = new TimeZoneDefinition { KeyName = "W. Europe Standard Time", Rules = [new TimeZoneRule { Year = 1601, Bias = -60 }, new TimeZoneRule { Year = 2000, Flags = TimeZoneRuleFlags.Effective }] };
        var blob = definition.ToBytes();
        var read = TimeZoneDefinition.Parse(blob);
        Assert.Equal("W. Europe Standard Time", read.KeyName);
        Assert.Equal(2000, read.EffectiveRule!.Year);
        Assert.Equal(blob, read.ToBytes());
        AssertPrefixesRefused(blob, prefix => TimeZoneDefinition.Parse(prefix));
    }

    [Fact]
    public void Identifier_of_a_foreign_uid_keeps_it()
    {
        var id = GlobalObjectId.OfUid("a-b@example.org");
        Assert.Equal("a-b@example.org", id.ToUid());
        Assert.Equal("a-b@example.org", GlobalObjectId.Parse((id with { InstanceDate = new DateOnly(2024, 3, 25) }).ToBytes()).ToUid());
        var blob = (id with { InstanceDate = new DateOnly(2024, 3, 25), CreationTime = new FileTime(77) }).ToBytes();
        Assert.Equal(new byte[] { 0x07, 0xE8, 3, 25 }, blob[16..20]);
        Assert.Equal(blob, GlobalObjectId.Parse(blob).ToBytes());
        AssertPrefixesRefused(blob, prefix => GlobalObjectId.Parse(prefix));
    }

    [Theory]
    [InlineData(RecurrencePatternType.Day, 2 * 1440u, 2024, 1, 2)]
    [InlineData(RecurrencePatternType.Week, 2u, 2010, 10, 28)]
    [InlineData(RecurrencePatternType.Month, 5u, 2024, 2, 29)]
    public void First_date_time_stays_within_its_period(RecurrencePatternType type, uint period, int year, int month, int day)
    {
        var pattern = new RecurrencePattern { PatternType = type, Period = period, StartDate = RecurrenceTime.From(new DateTime(year, month, day)) };
        var expected = type switch
        {
            RecurrencePatternType.Day => (uint)(new DateTime(2024, 1, 2) - new DateTime(1601, 1, 1)).TotalMinutes % period,
            RecurrencePatternType.Week => 8640u,

            // 423 years and a month are 5077 months; two remain.
            _ => (31 + 28) * 1440u,
        };
        Assert.Equal(expected, RecurrenceCycle.FirstDateTime(pattern));
    }

    private static void AssertPrefixesRefused(byte[] blob, Action<byte[]> parse)
    {
        for (var length = 0; length < blob.Length; length++)
            Assert.Throws<WireFormatException>(() => parse(blob[..length]));
    }
}
