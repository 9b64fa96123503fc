using Mapigate.Formats.ICalendar;
using NodaTime;

namespace Mapigate.Conversion.Tasks;

/// <summary>A stored iCalendar object as a MAPI task, and back.</summary>
public static class TaskObjects
{
    /// <summary>The task; null where the object holds none.</summary>
    /// <param name="content">The object as the server stores it.</param>
    /// <param name="timeZone">IANA name of the zone in which the owner's days begin; an unknown one is UTC.</param>
    public static ConvertedItem? Convert(ReadOnlySpan<byte> content, string timeZone) =>
        ICalendarDocument.Parse(content).Calendar is { } calendar ? TaskConverter.Convert(calendar, ZoneOf(timeZone)) : null;

    /// <summary>The object of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="stored">The object as it is stored, whose lines stay where nothing was changed; empty for a new one.</param>
    /// <param name="uid">UID of a new object.</param>
    /// <param name="timeZone">IANA name of the owner's zone.</param>
    /// <param name="now">The present.</param>
    public static byte[] Compose(ConvertedItem task, ReadOnlySpan<byte> stored, string uid, string timeZone, DateTimeOffset now) =>
        TaskComposer.Compose(task, stored.IsEmpty ? null : ICalendarDocument.Parse(stored), uid, ZoneOf(timeZone), Instant.FromDateTimeOffset(now)).ToBytes();

    /// <summary>The UID of the first task; null where there is none.</summary>
    public static string? UidOf(ReadOnlySpan<byte> content) =>
        ICalendarDocument.Parse(content).Calendar?.AllChildren("VTODO").Select(t => t.Property("UID")?.GetText().Trim()).FirstOrDefault(uid => !string.IsNullOrEmpty(uid));

    private static DateTimeZone ZoneOf(string timeZone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? DateTimeZone.Utc;
}
