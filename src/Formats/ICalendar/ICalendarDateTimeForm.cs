namespace Mapigate.Formats.ICalendar;

/// <summary>The forms of DATE and DATE-TIME values (RFC 5545 3.3.4, 3.3.5).</summary>
public enum ICalendarDateTimeForm
{
    /// <summary>A day without time.</summary>
    Date,

    /// <summary>A time in whatever zone the reader is.</summary>
    Floating,

    /// <summary>A time in UTC.</summary>
    Utc,

    /// <summary>A local time in the zone of the TZID parameter.</summary>
    Zoned,
}
