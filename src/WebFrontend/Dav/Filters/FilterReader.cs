using System.Xml.Linq;

namespace Mapigate.WebFrontend.Dav.Filters;

/// <summary>Reads the filter of a query. What is not understood makes the whole filter refused, since a condition that is left out lets too much through.</summary>
/// <param name="names">The namespace of the query: CalDAV or CardDAV.</param>
internal sealed class FilterReader(XNamespace names)
{
    private int _conditions;

    /// <summary>The precondition that the filter violates; null where it was understood.</summary>
    public XName? Violated { get; private set; }

    private bool IsContacts => names == DavNames.CardDav;

    public ComponentFilter ReadComponent(XElement element)
    {
        Count();
        var name = Name(element);
        var range = ReadRange(element);
        // When an alarm rings depends on what it belongs to; nobody has been seen to ask.
        if (range is not null && !name.Equals("VEVENT", StringComparison.OrdinalIgnoreCase) && !name.Equals("VTODO", StringComparison.OrdinalIgnoreCase)
            && !name.Equals("VJOURNAL", StringComparison.OrdinalIgnoreCase))
        {
            Violated ??= names + "supported-filter";
        }

        return new ComponentFilter(
            name, IsNotDefined(element), range, [.. element.Elements(names + "prop-filter").Select(ReadProperty)], [.. element.Elements(names + "comp-filter").Select(ReadComponent)]);
    }

    public ContactFilter ReadContacts(XElement? element) =>
        new([.. element?.Elements(names + "prop-filter").Select(ReadProperty) ?? []], IsAll(element));

    private PropertyFilter ReadProperty(XElement element)
    {
        Count();
        return new PropertyFilter(
            Name(element), IsNotDefined(element), ReadRange(element), [.. element.Elements(names + "text-match").Select(ReadText)],
            [.. element.Elements(names + "param-filter").Select(ReadParameter)], !IsContacts || IsAll(element));
    }

    private ParameterFilter ReadParameter(XElement element)
    {
        Count();
        return new ParameterFilter(Name(element), IsNotDefined(element), element.Element(names + "text-match") is { } text ? ReadText(text) : null);
    }

    private TextMatch ReadText(XElement element)
    {
        Count();
        var collation = (string?)element.Attribute("collation") ?? (IsContacts ? TextMatch.UnicodeCasemap : TextMatch.AsciiCasemap);
        var type = (string?)element.Attribute("match-type") ?? "contains";
        if (collation == "default")
        {
            collation = TextMatch.UnicodeCasemap;
        }

        if (!TextMatch.Collations.Contains(collation))
        {
            Violated ??= names + "supported-collation";
        }

        if (!TextMatch.MatchTypes.Contains(type))
        {
            Violated ??= names + "supported-filter";
        }

        return new TextMatch(element.Value, collation, type, (string?)element.Attribute("negate-condition") == "yes");
    }

    private TimeRange? ReadRange(XElement element)
    {
        if (element.Element(names + "time-range") is not { } given)
        {
            return null;
        }

        var range = TimeRange.Read(given);
        if (range is null)
        {
            Violated ??= names + "valid-filter";
        }

        return range;
    }

    private string Name(XElement element)
    {
        if ((string?)element.Attribute("name") is { Length: > 0 } name)
        {
            return name;
        }

        Violated ??= names + "valid-filter";
        return "";
    }

    private bool IsNotDefined(XElement element) => element.Element(names + "is-not-defined") is not null;

    private static bool IsAll(XElement? element) => (string?)element?.Attribute("test") == "allof";

    private void Count()
    {
        if (++_conditions > DavLimits.MostConditions)
        {
            Violated ??= names + "supported-filter";
        }
    }
}
