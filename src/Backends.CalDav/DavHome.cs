namespace Mapigate.Backends.CalDav;

/// <summary>A collection that holds collections of items.</summary>
/// <param name="Href">Ends with a slash.</param>
/// <param name="TakesCalendars">New calendars of the user are made here.</param>
/// <param name="TakesAddressBooks">New address books of the user are made here.</param>
internal sealed record DavHome(string Href, bool TakesCalendars, bool TakesAddressBooks)
{
    /// <summary>Whose it is, where the user is a proxy of somebody else; null for his own.</summary>
    public string? Owner { get; init; }

    /// <summary>The user is a proxy that may only read.</summary>
    public bool IsReadOnly { get; init; }
}
