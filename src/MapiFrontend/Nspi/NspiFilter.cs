using Mapigate.Gateway.Core.AddressBook;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.MapiFrontend.Nspi;

/// <summary>Restrictions on people. What is not known here is too complex. [MS-OXNSPI] 3.1.4.1.10</summary>
internal sealed class NspiFilter(AddressBookView view, NspiProperties properties)
{
    /// <summary>Everybody who meets the restriction; null where it is too complex.</summary>
    public IReadOnlyList<Person>? Find(Restriction filter) =>
        IsKnown(filter) ? [.. view.People.Where(person => Meets(person, properties.Of(person, isEphemeral: false), filter))] : null;

    private static bool IsKnown(Restriction filter) => filter switch
    {
        AndRestriction and => and.Restrictions.All(IsKnown),
        OrRestriction or => or.Restrictions.All(IsKnown),
        NotRestriction not => IsKnown(not.Restriction),
        PropertyRestriction property => property.Operator is RelationalOperator.Equal or RelationalOperator.NotEqual || property.Value.Value is int or string,
        ContentRestriction content => content.Value.Value is string,
        ExistRestriction => true,
        _ => false,
    };

    private bool Meets(Person person, PropertyBag bag, Restriction filter) => filter switch
    {
        AndRestriction and => and.Restrictions.All(r => Meets(person, bag, r)),
        OrRestriction or => or.Restrictions.Any(r => Meets(person, bag, r)),
        NotRestriction not => !Meets(person, bag, not.Restriction),
        ExistRestriction exist => bag.Contains(exist.Tag.Id),
        PropertyRestriction { Tag.Id: var id, Value.Value: string text } when id == PidTag.Anr.Id => NameResolution.Resolve(view, text).Contains(person),
        PropertyRestriction property => bag.TryGet(property.Tag, out var value) && Compare(property.Operator, value, property.Value.Value),
        ContentRestriction { Value.Value: string text } content => bag.TryGet(content.Tag, out var value) && Strings(value).Any(s => Contains(content, s, text)),
        _ => false,
    };

    private static bool Compare(RelationalOperator relation, object value, object wanted)
    {
        if (value is string[] several)
            return several.Any(one => Compare(relation, one, wanted));
        var order = (value, wanted) switch
        {
            (string one, string other) => AddressBookView.Order.Compare(one, other),
            (int one, int other) => one.CompareTo(other),
            (bool one, bool other) => one.CompareTo(other),
            (byte[] one, byte[] other) => one.AsSpan().SequenceCompareTo(other),
            _ => (int?)null,
        };
        return order is { } compared && relation switch
        {
            RelationalOperator.LessThan => compared < 0,
            RelationalOperator.LessThanOrEqual => compared <= 0,
            RelationalOperator.GreaterThan => compared > 0,
            RelationalOperator.GreaterThanOrEqual => compared >= 0,
            RelationalOperator.Equal => compared == 0,
            RelationalOperator.NotEqual => compared != 0,
            _ => false,
        };
    }

    private static bool Contains(ContentRestriction content, string value, string text)
    {
        var comparison = content.High == FuzzyLevelHigh.None ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return content.Low switch
        {
            FuzzyLevelLow.Substring => value.Contains(text, comparison),
            FuzzyLevelLow.Prefix => value.StartsWith(text, comparison),
            _ => value.Equals(text, comparison),
        };
    }

    private static string[] Strings(object value) => value switch
    {
        string one => [one],
        string[] several => several,
        _ => [],
    };
}
