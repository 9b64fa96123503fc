namespace Mapigate.Conversion.Calendar;

/// <summary>One of the items that a calendar object becomes.</summary>
/// <param name="Instance">UID and start of an instance that its series cannot hold in MAPI; null for the series or the only appointment.</param>
/// <param name="Item">The item.</param>
public sealed record CalendarItem(string? Instance, ConvertedItem Item);
