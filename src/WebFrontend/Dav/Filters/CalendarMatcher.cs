using Mapigate.Formats.ICalendar;
using NodaTime;

namespace Mapigate.WebFrontend.Dav.Filters;

/// <summary>Tells which calendar objects fulfil a filter. RFC 4791 9.7, 9.9</summary>
/// <param name="filter">The filter on the VCALENDAR.</param>
/// <param name="floating">The zone of days and floating times.</param>
internal sealed class CalendarMatcher(ComponentFilter filter, DateTimeZone floating)
{
    /// <summary>A series without end is looked for instances no longer than this behind its begin, or that of an open range.</summary>
    private static readonly Duration Horizon = Duration.FromDays(3660);

    private readonly RecurrenceBudget _budget = new(DavLimits.RecurrenceSteps);

    public bool Matches(ICalendarComponent calendar)
    {
        if (!calendar.Is(filter.Name))
        {
            return filter.IsNotDefined;
        }

        return !filter.IsNotDefined && HasContent(filter, calendar, new CalendarTimeZones(calendar, floating));
    }

    private bool HasContent(ComponentFilter condition, ICalendarComponent component, CalendarTimeZones zones) =>
        condition.Properties.All(p => p.Matches(component, zones)) && condition.Components.All(c => HasChild(c, component, zones));

    private bool HasChild(ComponentFilter condition, ICalendarComponent parent, CalendarTimeZones zones)
    {
        if (condition.IsNotDefined)
        {
            return !parent.AllChildren(condition.Name).Any();
        }

        return condition.Range is { } range
            ? CalendarSeries.Of(parent, condition.Name, zones).Any(series => HasInstance(condition, range, series, zones))
            : parent.AllChildren(condition.Name).Any(child => HasContent(condition, child, zones));
    }

    private bool HasInstance(ComponentFilter condition, TimeRange range, CalendarSeries series, CalendarTimeZones zones)
    {
        var isRecurring = series.Rules.Count > 0 || series.Overrides.Count > 0 || series.Master.Property("RDATE") is not null;
        if (!isRecurring && !series.Master.Is("VEVENT"))
        {
            return UndatedTimes.Overlap(series.Master, range, zones) && HasContent(condition, series.Master, zones);
        }

        // Where the work grew beyond its bound the client gets more than it asked for, never less.
        return series.Occurrences(Window(range, series, zones), _budget).Any(o => HasContent(condition, o.Component, zones)) || _budget.IsExhausted;
    }

    private static Interval Window(TimeRange range, CalendarSeries series, CalendarTimeZones zones)
    {
        if (range.End is not null || series.Start is not { } start)
        {
            return new Interval(range.Start, range.End);
        }

        var begin = zones.ToInstant(start);
        return new Interval(range.Start, CalendarTimeZones.Add(range.Start is { } from && from > begin ? from : begin, Horizon));
    }
}
