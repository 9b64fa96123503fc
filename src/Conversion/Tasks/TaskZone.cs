using Mapigate.Conversion.Calendar;
using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using NodaTime;

namespace Mapigate.Conversion.Tasks;

/// <summary>The zones of a calendar object, and the zone in which its owner's days begin: tasks in MAPI know days only. [MS-OXOTASK] 2.2.2.2.4</summary>
internal sealed record TaskZone(CalendarTimeZones Zones, DateTimeZone Owner)
{
    /// <summary>The owner's day of a value.</summary>
    public LocalDate DayOf(ICalendarDateTime value) => value.IsDate ? value.Local.Date : Zones.ToInstant(value).InZone(Owner).Date;

    /// <summary>A day as MAPI writes it in local time.</summary>
    public static FileTime Local(LocalDate day) => MapiTime.Of(day.AtMidnight().InUtc().ToInstant());

    /// <summary>The moment at which the day begins.</summary>
    public FileTime Begin(LocalDate day) => MapiTime.Of(day.AtMidnight(), Owner);

    /// <summary>The day of a time that MAPI wrote in local time; a midnight that some zone moved is rounded to the nearest.</summary>
    public static LocalDate? DayOf(FileTime? local) => local is { Value: > 0 } time ? MapiTime.ToInstant(time).InUtc().LocalDateTime.PlusHours(12).Date : null;
}
