namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>A local date or time of a recurrence: minutes since midnight of 1 January 1601. [MS-OXOCAL] 2.2.1.44.1</summary>
public readonly record struct RecurrenceTime(uint Minutes) : IComparable<RecurrenceTime>
{
    /// <summary>EndDate of a series without end: 31 August 4500, 23:59.</summary>
    public static readonly RecurrenceTime Never = new(0x5AE980DF);

    private static readonly DateTime Epoch = new(1601, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>The time of day is cut to the minute; times outside of the range become its nearest end.</summary>
    public static RecurrenceTime From(DateTime local) => new((uint)Math.Clamp((local.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMinute, 0, uint.MaxValue));

    /// <summary>Midnight of the day.</summary>
    public RecurrenceTime Date => new(Minutes - (Minutes % 1440));

    public DateTime ToDateTime() => Epoch.AddTicks(Minutes * TimeSpan.TicksPerMinute);

    public int CompareTo(RecurrenceTime other) => Minutes.CompareTo(other.Minutes);

    public override string ToString() => ToDateTime().ToString("s");
}
