using System.Collections.ObjectModel;
using System.Xml.Linq;
using Mapigate.Formats.ICalendar;
using Mapigate.WebFrontend.Dav.Filters;
using Mapigate.WebFrontend.Dav.Properties;
using Microsoft.AspNetCore.Http;
using static Mapigate.WebFrontend.Dav.DavNames;

namespace Mapigate.WebFrontend.Dav.Reports;

/// <summary>calendar-query: the calendar objects that a filter lets through. RFC 4791 7.8</summary>
internal sealed class CalendarQueryReport : IDavReport
{
    public async Task AnswerAsync(DavCall call, CollectionResource collection, XElement request)
    {
        if (PropertyRequest.Read(request) is not { } properties || request.Element(CalDav + "filter")?.Elements(CalDav + "comp-filter").ToList() is not [var outermost])
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status400BadRequest);
            return;
        }

        var reader = new FilterReader(CalDav);
        var filter = reader.ReadComponent(outermost);
        if (reader.Violated is { } violated)
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status403Forbidden, violated);
            return;
        }

        var matcher = new CalendarMatcher(filter, FloatingZone.Read(request.Element(CalDav + "timezone")?.Value));
        var all = await call.Store.GetChangesAsync(collection.Href, since: null, ReadOnlyDictionary<string, string>.Empty, call.Aborted);
        using var writer = new MultistatusWriter(call.Http);
        await foreach (var item in call.Store.GetAsync(collection.Href, [.. all.Changed.Select(i => i.Href)], call.Aborted))
        {
            if (ICalendarDocument.Parse(item.Content.Span).Calendar is { } calendar && matcher.Matches(calendar))
            {
                var (found, missing) = properties.Answer(new ItemResource(collection.Collection, item.Href, item.ETag, item.Content), call.User);
                await writer.WriteAsync(item.Href, found, missing);
            }
        }

        await writer.FinishAsync();
    }
}
