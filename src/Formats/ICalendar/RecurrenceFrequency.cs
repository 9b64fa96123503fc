namespace Mapigate.Formats.ICalendar;

/// <summary>FREQ of a recurrence rule (RFC 5545 3.3.10), from the shortest period to the longest.</summary>
public enum RecurrenceFrequency
{
    Secondly,
    Minutely,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}
