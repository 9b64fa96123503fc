using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxoCal;
using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>Between NodaTime's times and MAPI's.</summary>
internal static class MapiTime
{
    private static readonly Instant Earliest = Instant.FromUtc(1601, 1, 1, 0, 0);

    /// <summary>A PtypTime; moments before 1601 become its first.</summary>
    public static FileTime Of(Instant instant) => FileTime.From(Instant.Max(instant, Earliest).ToDateTimeUtc());

    public static FileTime Of(LocalDateTime local, DateTimeZone zone) => Of(local.InZoneLeniently(zone).ToInstant());

    /// <summary>A local time in the minutes of a recurrence.</summary>
    public static RecurrenceTime ToRecurrence(LocalDateTime local) => RecurrenceTime.From(local.ToDateTimeUnspecified());

    public static Instant ToInstant(FileTime time) => Instant.FromDateTimeUtc(time.ToDateTimeUtc());

    public static LocalDateTime ToLocal(RecurrenceTime time) => LocalDateTime.FromDateTime(time.ToDateTime());
}
