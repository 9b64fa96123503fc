namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>A PtypTime value: intervals of 100 nanoseconds since 1 January 1601 UTC, kept as it came even beyond what <see cref="DateTime"/> can say. [MS-OXCDATA] 2.11.1</summary>
public readonly record struct FileTime(long Value) : IComparable<FileTime>
{
    private static readonly long Epoch = new DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public static FileTime From(DateTime utc) => new(utc.Ticks - Epoch);

    public static FileTime From(DateTimeOffset time) => new(time.UtcTicks - Epoch);

    /// <summary>The same instant, moved to the nearest end of the range of <see cref="DateTime"/> where it lies outside.</summary>
    public DateTime ToDateTimeUtc() => new(Math.Clamp(Value, -Epoch, DateTime.MaxValue.Ticks - Epoch) + Epoch, DateTimeKind.Utc);

    public int CompareTo(FileTime other) => Value.CompareTo(other.Value);

    public override string ToString() => ToDateTimeUtc().ToString("O");
}
