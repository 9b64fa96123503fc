using Mapigate.Formats.ICalendar;

namespace Mapigate.WebFrontend.Dav.Filters;

/// <summary>A condition on a parameter. RFC 4791 9.7.3, RFC 6352 10.5.2</summary>
internal sealed record ParameterFilter(string Name, bool IsNotDefined, TextMatch? Text)
{
    public bool Matches(ICalendarProperty property)
    {
        var parameter = property.Parameter(Name);
        return parameter is null || IsNotDefined ? parameter is null == IsNotDefined : Text is null || parameter.Values.Any(Text.Matches);
    }
}
