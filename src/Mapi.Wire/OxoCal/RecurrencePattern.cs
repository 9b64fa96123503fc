using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>When a series recurs. [MS-OXOCAL] 2.2.1.44.1</summary>
public sealed record RecurrencePattern
{
    /// <summary>ReaderVersion and WriterVersion.</summary>
    public const ushort Version = 0x3004;

    public ushort ReaderVersion { get; init; } = Version;

    public ushort WriterVersion { get; init; } = Version;

    public RecurFrequency Frequency { get; init; }

    public RecurrencePatternType PatternType { get; init; }

    /// <summary>The calendar that the pattern counts in; zero is the default calendar of the pattern, 1 the Gregorian.</summary>
    public ushort CalendarType { get; init; }

    /// <summary>Where in its cycle the first period lies; see <see cref="RecurrenceCycle"/>.</summary>
    public uint FirstDateTime { get; init; }

    /// <summary>Minutes of a daily, weeks of a weekly, months of a monthly or yearly interval.</summary>
    public uint Period { get; init; }

    /// <summary>Non-zero where a task regenerates after it was completed; zero in appointments.</summary>
    public uint SlidingFlag { get; init; }

    /// <summary>The weekdays of the patterns Week, MonthNth and HjMonthNth.</summary>
    public RecurrenceWeekdays Weekdays { get; init; }

    /// <summary>The day of the month of the patterns Month, MonthEnd, HjMonth and HjMonthEnd; 31 is the last.</summary>
    public uint DayOfMonth { get; init; }

    /// <summary>Which of the weekdays in the month, of the patterns MonthNth and HjMonthNth: 1 to 4, or 5 for the last.</summary>
    public uint Nth { get; init; }

    public RecurrenceEndType EndType { get; init; }

    public uint OccurrenceCount { get; init; }

    /// <summary>First day of the week.</summary>
    public DayOfWeek FirstDayOfWeek { get; init; }

    /// <summary>Original days of the deleted and of the modified instances, ascending.</summary>
    public IReadOnlyList<RecurrenceTime> DeletedInstanceDates { get; init; } = [];

    /// <summary>Days on which the modified instances now start, ascending.</summary>
    public IReadOnlyList<RecurrenceTime> ModifiedInstanceDates { get; init; } = [];

    /// <summary>Day of the first instance.</summary>
    public RecurrenceTime StartDate { get; init; }

    /// <summary>Day of the last instance, or <see cref="RecurrenceTime.Never"/>.</summary>
    public RecurrenceTime EndDate { get; init; }

    public static RecurrencePattern Read(ref WireReader reader)
    {
        var pattern = new RecurrencePattern
        {
            ReaderVersion = reader.ReadUInt16(),
            WriterVersion = reader.ReadUInt16(),
            Frequency = (RecurFrequency)reader.ReadUInt16(),
            PatternType = (RecurrencePatternType)reader.ReadUInt16(),
            CalendarType = reader.ReadUInt16(),
            FirstDateTime = reader.ReadUInt32(),
            Period = reader.ReadUInt32(),
            SlidingFlag = reader.ReadUInt32(),
        };
        pattern = ReadSpecific(pattern, ref reader);
        return pattern with
        {
            EndType = (RecurrenceEndType)reader.ReadUInt32(),
            OccurrenceCount = reader.ReadUInt32(),
            FirstDayOfWeek = (DayOfWeek)reader.ReadUInt32(),
            DeletedInstanceDates = ReadDates(ref reader),
            ModifiedInstanceDates = ReadDates(ref reader),
            StartDate = new RecurrenceTime(reader.ReadUInt32()),
            EndDate = new RecurrenceTime(reader.ReadUInt32()),
        };
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(ReaderVersion);
        writer.WriteUInt16(WriterVersion);
        writer.WriteUInt16((ushort)Frequency);
        writer.WriteUInt16((ushort)PatternType);
        writer.WriteUInt16(CalendarType);
        writer.WriteUInt32(FirstDateTime);
        writer.WriteUInt32(Period);
        writer.WriteUInt32(SlidingFlag);
        WriteSpecific(writer);
        writer.WriteUInt32((uint)EndType);
        writer.WriteUInt32(OccurrenceCount);
        writer.WriteUInt32((uint)FirstDayOfWeek);
        WriteDates(writer, DeletedInstanceDates);
        WriteDates(writer, ModifiedInstanceDates);
        writer.WriteUInt32(StartDate.Minutes);
        writer.WriteUInt32(EndDate.Minutes);
    }

    private static RecurrencePattern ReadSpecific(RecurrencePattern pattern, ref WireReader reader) => pattern.PatternType switch
    {
        RecurrencePatternType.Day => pattern,
        RecurrencePatternType.Week => pattern with { Weekdays = (RecurrenceWeekdays)reader.ReadUInt32() },
        RecurrencePatternType.Month or RecurrencePatternType.MonthEnd or RecurrencePatternType.HjMonth or RecurrencePatternType.HjMonthEnd =>
            pattern with { DayOfMonth = reader.ReadUInt32() },
        RecurrencePatternType.MonthNth or RecurrencePatternType.HjMonthNth =>
            pattern with { Weekdays = (RecurrenceWeekdays)reader.ReadUInt32(), Nth = reader.ReadUInt32() },
        _ => throw new WireFormatException($"Pattern type {(ushort)pattern.PatternType:X4}"),
    };

    private void WriteSpecific(WireWriter writer)
    {
        switch (PatternType)
        {
            case RecurrencePatternType.Day:
                break;
            case RecurrencePatternType.Week:
                writer.WriteUInt32((uint)Weekdays);
                break;
            case RecurrencePatternType.MonthNth or RecurrencePatternType.HjMonthNth:
                writer.WriteUInt32((uint)Weekdays);
                writer.WriteUInt32(Nth);
                break;
            default:
                writer.WriteUInt32(DayOfMonth);
                break;
        }
    }

    private static RecurrenceTime[] ReadDates(ref WireReader reader)
    {
        var dates = new RecurrenceTime[reader.CheckCount(reader.ReadUInt32(), sizeof(uint))];
        for (var i = 0; i < dates.Length; i++)
            dates[i] = new RecurrenceTime(reader.ReadUInt32());
        return dates;
    }

    private static void WriteDates(WireWriter writer, IReadOnlyList<RecurrenceTime> dates)
    {
        writer.WriteUInt32((uint)dates.Count);
        foreach (var date in dates)
            writer.WriteUInt32(date.Minutes);
    }
}
