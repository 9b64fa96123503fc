using Mapigate.Formats.ICalendar;

namespace Mapigate.WebFrontend.Dav.Filters;

/// <summary>A condition on the properties of a name: one of them has to fulfil it. RFC 4791 9.7.2, RFC 6352 10.5.1</summary>
/// <param name="Name">Name of the property.</param>
/// <param name="IsNotDefined">There must be none.</param>
/// <param name="Range">Its time lies within.</param>
/// <param name="Texts">Conditions on its text.</param>
/// <param name="Parameters">Conditions on its parameters.</param>
/// <param name="IsAll">All conditions have to hold, not just one.</param>
internal sealed record PropertyFilter(
    string Name, bool IsNotDefined, TimeRange? Range, IReadOnlyList<TextMatch> Texts, IReadOnlyList<ParameterFilter> Parameters, bool IsAll)
{
    public bool Matches(ICalendarComponent component, CalendarTimeZones? zones)
    {
        var properties = component.Properties.Where(p => HasName(p.Name)).ToList();
        return IsNotDefined ? properties.Count == 0 : properties.Exists(p => Holds(p, zones));
    }

    /// <summary>A vCard's property may belong to a group, whose name does not count (RFC 6352 10.5.1).</summary>
    private bool HasName(string name)
    {
        var ungrouped = name.AsSpan(Name.Contains('.', StringComparison.Ordinal) ? 0 : name.LastIndexOf('.') + 1);
        return ungrouped.Equals(Name, StringComparison.OrdinalIgnoreCase);
    }

    private bool Holds(ICalendarProperty property, CalendarTimeZones? zones)
    {
        if (Range is not null && (zones is null || property.GetDateTime() is not { } at || !Range.Contains(zones.ToInstant(at))))
        {
            return false;
        }

        if (Texts.Count + Parameters.Count == 0)
        {
            return true;
        }

        var text = property.GetText();
        return IsAll ? Texts.All(t => t.Matches(text)) && Parameters.All(p => p.Matches(property)) : Texts.Any(t => t.Matches(text)) || Parameters.Any(p => p.Matches(property));
    }
}
