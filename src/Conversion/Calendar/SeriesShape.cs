using Mapigate.Mapi.Wire.OxoCal;
using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>How a series is put into MAPI: a pattern, its instances that are left out, and those that it cannot hold.</summary>
/// <param name="Pattern">The pattern with range and deleted dates; null where there is no MAPI series at all.</param>
/// <param name="First">Start of the pattern's first instance.</param>
/// <param name="Members">Tells whether a start is one of the pattern's.</param>
/// <param name="Deleted">Days of the pattern's instances that are none of the series', exceptions not among them.</param>
/// <param name="Singles">Starts that become items of their own.</param>
internal sealed record SeriesShape(
    RecurrencePattern? Pattern,
    LocalDateTime First,
    Func<LocalDateTime, bool> Members,
    IReadOnlyCollection<LocalDate> Deleted,
    IReadOnlyList<LocalDateTime> Singles);
