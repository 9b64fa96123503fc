using Mapigate.Formats.ICalendar;

namespace Mapigate.WebFrontend.Dav.Filters;

/// <summary>What contacts have to be. Without conditions all are. RFC 6352 10.5</summary>
internal sealed record ContactFilter(IReadOnlyList<PropertyFilter> Properties, bool IsAll)
{
    public bool Matches(ICalendarComponent card) =>
        Properties.Count == 0 || (IsAll ? Properties.All(p => p.Matches(card, null)) : Properties.Any(p => p.Matches(card, null)));
}
