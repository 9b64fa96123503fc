namespace Mapigate.Formats.ICalendar;

/// <summary>SKIP of a recurrence rule (RFC 7529 4.1): what becomes of a day that a month or year does not have.</summary>
public enum RecurrenceSkip
{
    /// <summary>There is no instance.</summary>
    Omit,

    /// <summary>The last day before takes its place.</summary>
    Backward,

    /// <summary>The first day after takes its place.</summary>
    Forward,
}
