namespace Mapigate.Formats.ICalendar;

/// <summary>One departure from RFC 5545 that a parse met and lived through.</summary>
/// <param name="Line">Number of the physical line, from 1.</param>
/// <param name="Kind">What was wrong.</param>
public readonly record struct ICalendarProblem(int Line, ICalendarProblemKind Kind);
