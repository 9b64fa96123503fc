using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxoCal;
using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>An override that takes the place of one of a pattern's instances.</summary>
/// <param name="Component">The override.</param>
/// <param name="RecurrenceId">The instance, local to the series.</param>
/// <param name="Info">Its first half in the blob.</param>
/// <param name="Extended">Its second half.</param>
/// <param name="IsDeleted">Whether the instance is cancelled, so that only its day is listed.</param>
internal sealed record ConvertedException(ICalendarComponent Component, LocalDateTime RecurrenceId, ExceptionInfo Info, ExtendedException Extended, bool IsDeleted);
