using System.Collections.ObjectModel;
using System.Xml.Linq;
using Mapigate.Formats.ICalendar;
using Mapigate.WebFrontend.Dav.Filters;
using Microsoft.AspNetCore.Http;
using NodaTime;
using static Mapigate.WebFrontend.Dav.DavNames;

namespace Mapigate.WebFrontend.Dav.Reports;

/// <summary>free-busy-query: when a calendar's owner is busy, as one VFREEBUSY. RFC 4791 7.10</summary>
internal sealed class FreeBusyReport : IDavReport
{
    public async Task AnswerAsync(DavCall call, CollectionResource collection, XElement request)
    {
        var range = TimeRange.Read(request.Element(CalDav + "time-range"));
        if (range is not { Start: { } start, End: { } end })
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status400BadRequest);
            return;
        }

        var busy = new List<(Interval Interval, string Type)>();
        var budget = new RecurrenceBudget(DavLimits.RecurrenceSteps);
        var all = await call.Store.GetChangesAsync(collection.Href, since: null, ReadOnlyDictionary<string, string>.Empty, call.Aborted);
        await foreach (var item in call.Store.GetAsync(collection.Href, [.. all.Changed.Select(i => i.Href)], call.Aborted))
        {
            if (ICalendarDocument.Parse(item.Content.Span).Calendar is { } calendar)
            {
                busy.AddRange(BusyTimes(calendar, new Interval(start, end), budget));
            }
        }

        var answer = Write(start, end, busy).ToBytes();
        call.Http.Response.ContentType = "text/calendar; charset=utf-8";
        call.Http.Response.ContentLength = answer.Length;
        await call.Http.Response.Body.WriteAsync(answer, call.Aborted);
    }

    private static IEnumerable<(Interval Interval, string Type)> BusyTimes(ICalendarComponent calendar, Interval window, RecurrenceBudget budget) =>
        from series in CalendarSeries.Of(calendar, "VEVENT", new CalendarTimeZones(calendar, DateTimeZone.Utc))
        from occurrence in series.Occurrences(window, budget)
        where occurrence.Interval.Start < occurrence.Interval.End && !Has(occurrence.Component, "TRANSP", "TRANSPARENT") && !Has(occurrence.Component, "STATUS", "CANCELLED")
        let cut = new Interval(Instant.Max(occurrence.Interval.Start, window.Start), Instant.Min(occurrence.Interval.End, window.End))
        select (cut, Has(occurrence.Component, "STATUS", "TENTATIVE") ? "BUSY-TENTATIVE" : "BUSY");

    private static bool Has(ICalendarComponent component, string property, string value) =>
        component.Property(property)?.RawValue.Trim().Equals(value, StringComparison.OrdinalIgnoreCase) == true;

    private static ICalendarDocument Write(Instant start, Instant end, List<(Interval Interval, string Type)> busy)
    {
        var times = new ICalendarComponent("VFREEBUSY");
        times.Properties.Add(ICalendarPropertyValues.OfText("UID", Guid.NewGuid().ToString("D")));
        times.Properties.Add(ICalendarPropertyValues.OfDateTime("DTSTAMP", ICalendarDateTime.OfInstant(start)));
        times.Properties.Add(ICalendarPropertyValues.OfDateTime("DTSTART", ICalendarDateTime.OfInstant(start)));
        times.Properties.Add(ICalendarPropertyValues.OfDateTime("DTEND", ICalendarDateTime.OfInstant(end)));
        foreach (var (interval, type) in busy.OrderBy(b => b.Interval.Start))
        {
            var period = new ICalendarPeriod(ICalendarDateTime.OfInstant(interval.Start), ICalendarDateTime.OfInstant(interval.End), null);
            times.Properties.Add(new ICalendarProperty("FREEBUSY", period.ToString()).SetParameter("FBTYPE", type));
        }

        var calendar = new ICalendarComponent("VCALENDAR");
        calendar.Properties.Add(ICalendarPropertyValues.OfText("VERSION", "2.0"));
        calendar.Properties.Add(ICalendarPropertyValues.OfText("PRODID", "-//Mapigate//DAV//EN"));
        calendar.Children.Add(times);
        var document = new ICalendarDocument();
        document.Components.Add(calendar);
        return document;
    }
}
