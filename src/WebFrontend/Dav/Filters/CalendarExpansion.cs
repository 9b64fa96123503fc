using System.Text;
using System.Xml.Linq;
using Mapigate.Formats.ICalendar;
using NodaTime;
using static Mapigate.WebFrontend.Dav.DavNames;

namespace Mapigate.WebFrontend.Dav.Filters;

/// <summary>Writes a recurring item as its instances within a range, in UTC and without rules. RFC 4791 9.6.5</summary>
internal sealed class CalendarExpansion
{
    private static readonly string[] Rules = ["RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "DTSTART", "DTEND", "DUE", "DURATION"];
    private static readonly string[] Names = ["VEVENT", "VTODO", "VJOURNAL"];

    private readonly Interval _window;
    private readonly RecurrenceBudget _budget = new(DavLimits.RecurrenceSteps);

    private CalendarExpansion(Interval window) => _window = window;

    /// <param name="data">CALDAV:calendar-data of a request.</param>
    /// <param name="expansion">Null where items are asked for as they are.</param>
    /// <returns>False where the request cannot be understood.</returns>
    public static bool TryRead(XElement? data, out CalendarExpansion? expansion)
    {
        expansion = null;
        if (data?.Element(CalDav + "expand") is not { } expand)
        {
            return true;
        }

        if (TimeRange.Read(expand) is not { Start: { } start, End: { } end })
        {
            return false;
        }

        expansion = new CalendarExpansion(new Interval(start, end));
        return true;
    }

    public string Apply(ReadOnlySpan<byte> content)
    {
        if (ICalendarDocument.Parse(content).Calendar is not { } calendar)
        {
            return Encoding.UTF8.GetString(content);
        }

        var zones = new CalendarTimeZones(calendar, DateTimeZone.Utc);
        var expanded = new ICalendarComponent(calendar.Name);
        foreach (var property in calendar.Properties)
        {
            expanded.Properties.Add(property);
        }

        var instances =
            from name in Names
            from series in CalendarSeries.Of(calendar, name, zones)
            from occurrence in series.Occurrences(_window, _budget)
            select Write(series, occurrence);
        foreach (var instance in instances.Take(DavLimits.MostInstances))
        {
            expanded.Children.Add(instance);
        }

        var document = new ICalendarDocument();
        document.Components.Add(expanded);
        return document.ToString();
    }

    private static ICalendarComponent Write(CalendarSeries series, CalendarOccurrence occurrence)
    {
        var written = new ICalendarComponent(occurrence.Component.Name);
        foreach (var property in occurrence.Component.Properties.Where(p => !Rules.Contains(p.Name, StringComparer.OrdinalIgnoreCase)))
        {
            written.Properties.Add(property);
        }

        var isDate = occurrence.Start.IsDate;
        written.Properties.Add(ICalendarPropertyValues.OfDateTime("DTSTART", isDate ? occurrence.Start : ICalendarDateTime.OfInstant(occurrence.Interval.Start)));
        if (occurrence.Interval.End > occurrence.Interval.Start)
        {
            var end = isDate ? ICalendarDateTime.OfDate(occurrence.Interval.End.InZone(series.Zone).Date) : ICalendarDateTime.OfInstant(occurrence.Interval.End);
            written.Properties.Add(ICalendarPropertyValues.OfDateTime(written.Is("VTODO") ? "DUE" : "DTEND", end));
        }

        if (series.Rules.Count > 0 || series.Overrides.Count > 0 || series.Master.Property("RDATE") is not null)
        {
            var id = series.Start is { IsDate: true } ? ICalendarDateTime.OfDate(occurrence.RecurrenceId.Date)
                : ICalendarDateTime.OfInstant(occurrence.RecurrenceId.InZoneLeniently(series.Zone).ToInstant());
            written.Properties.Add(ICalendarPropertyValues.OfDateTime("RECURRENCE-ID", id));
        }

        foreach (var child in occurrence.Component.Children)
        {
            written.Children.Add(child);
        }

        return written;
    }
}
