using System.Xml.Linq;
using Mapigate.Formats.ICalendar;
using NodaTime;

namespace Mapigate.WebFrontend.Dav.Filters;

/// <summary>A span of time, open at one end at most. RFC 4791 9.9</summary>
internal sealed record TimeRange(Instant? Start, Instant? End)
{
    /// <returns>Null where the element is no time range.</returns>
    public static TimeRange? Read(XElement? element)
    {
        if (element is null || !TryRead(element, "start", out var start) || !TryRead(element, "end", out var end) || (start ?? end) is null || start >= end)
        {
            return null;
        }

        return new TimeRange(start, end);
    }

    /// <summary>The value lies within.</summary>
    public bool Contains(Instant value) => (Start is null || value >= Start) && (End is null || value < End);

    private static bool TryRead(XElement element, string name, out Instant? value)
    {
        value = null;
        if ((string?)element.Attribute(name) is not { } text)
        {
            return true;
        }

        if (!ICalendarDateTime.TryParse(text, null, out var read) || read.Form != ICalendarDateTimeForm.Utc)
        {
            return false;
        }

        value = read.Local.InUtc().ToInstant();
        return true;
    }
}
