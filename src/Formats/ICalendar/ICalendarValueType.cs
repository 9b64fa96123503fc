namespace Mapigate.Formats.ICalendar;

/// <summary>The value data types of RFC 5545 3.3.</summary>
public enum ICalendarValueType
{
    /// <summary>An extension property without VALUE parameter, or a type that RFC 5545 does not name.</summary>
    Unknown,
    Text,
    Binary,
    Boolean,
    CalAddress,
    Date,
    DateTime,
    Duration,
    Float,
    Integer,
    Period,
    Recur,
    Time,
    Uri,
    UtcOffset,
}
