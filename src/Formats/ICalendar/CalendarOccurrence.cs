using NodaTime;

namespace Mapigate.Formats.ICalendar;

/// <summary>One instance of a series.</summary>
/// <param name="Component">The component that describes it: the master or an override.</param>
/// <param name="RecurrenceId">The start that the rules give it, local to the series' zone.</param>
/// <param name="Start">Its start, in the form of the component's DTSTART.</param>
/// <param name="Interval">From start to end.</param>
/// <param name="IsOverride">Whether an override describes it.</param>
public sealed record CalendarOccurrence(ICalendarComponent Component, LocalDateTime RecurrenceId, ICalendarDateTime Start, Interval Interval, bool IsOverride);
