using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>An appointment as MAPI sees it: a single one, a series, or an instance that the MAPI series cannot hold.</summary>
/// <param name="Item">The item.</param>
/// <param name="RecurrenceId">
/// The start, local to the series' zone, by which a single instance is known among its series; null for the series or the only appointment. With the
/// UID it names the instance for good, so that ids can be drawn from it.
/// </param>
public sealed record ConvertedAppointment(ConvertedItem Item, LocalDateTime? RecurrenceId);
