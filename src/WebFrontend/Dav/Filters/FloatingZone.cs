using Mapigate.Formats.ICalendar;
using NodaTime;

namespace Mapigate.WebFrontend.Dav.Filters;

/// <summary>The zone in which days and floating times lie for one query. RFC 4791 9.8</summary>
internal static class FloatingZone
{
    /// <param name="calendar">An iCalendar object with one VTIMEZONE; null for UTC.</param>
    public static DateTimeZone Read(string? calendar)
    {
        if (calendar is null || ICalendarDocument.Parse(calendar).Calendar is not { } read || read.AllChildren("VTIMEZONE").FirstOrDefault()?.Property("TZID")?.GetText() is not { } id)
        {
            return DateTimeZone.Utc;
        }

        return new CalendarTimeZones(read, DateTimeZone.Utc).Resolve(id) ?? DateTimeZone.Utc;
    }
}
