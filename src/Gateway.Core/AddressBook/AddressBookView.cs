using Mapigate.Mapi.Wire.OxNspi;

namespace Mapigate.Gateway.Core.AddressBook;

/// <summary>The global address list as one user sees it, sorted by display name. Immutable.</summary>
public sealed class AddressBookView
{
    private readonly Dictionary<MinimalEntryId, int> _positions;
    private readonly Dictionary<string, Person> _byDn;

    public AddressBookView(IEnumerable<Person> people, Person self)
    {
        Self = self;
        People = [.. people.OrderBy(p => p.DisplayName, Order).ThenBy(p => p.Address, StringComparer.Ordinal)];
        _positions = People.Select((person, position) => (person.Id, position)).ToDictionary(p => p.Id, p => p.position);
        _byDn = People.ToDictionary(p => p.LegacyDn, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The order of display names.</summary>
    public static StringComparer Order => StringComparer.InvariantCultureIgnoreCase;

    /// <summary>Whose view it is.</summary>
    public Person Self { get; }

    /// <summary>Everybody in order.</summary>
    public IReadOnlyList<Person> People { get; }

    public Person? Find(MinimalEntryId id) => _positions.TryGetValue(id, out var position) ? People[position] : null;

    /// <summary>Place in the order; null for one who is not in the list.</summary>
    public int? PositionOf(MinimalEntryId id) => _positions.TryGetValue(id, out var position) ? position : null;

    /// <summary>Finds by legacy DN, whatever the case of its letters.</summary>
    public Person? FindByDn(string legacyDn) => _byDn.GetValueOrDefault(legacyDn);
}
