namespace Mapigate.Backends.CalDav;

/// <summary>A collection that holds collections of items.</summary>
/// <param name="Href">Ends with a slash.</param>
/// <param name="TakesCalendars">New calendars are made here.</param>
/// <param name="TakesAddressBooks">New address books are made here.</param>
internal sealed record DavHome(string Href, bool TakesCalendars, bool TakesAddressBooks);
