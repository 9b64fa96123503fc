using System.Collections.ObjectModel;
using System.Globalization;
using System.Xml.Linq;
using Mapigate.Formats.ICalendar;
using Mapigate.WebFrontend.Dav.Filters;
using Mapigate.WebFrontend.Dav.Properties;
using Microsoft.AspNetCore.Http;
using static Mapigate.WebFrontend.Dav.DavNames;

namespace Mapigate.WebFrontend.Dav.Reports;

/// <summary>addressbook-query: the contacts that a filter lets through. RFC 6352 8.6</summary>
internal sealed class AddressBookQueryReport : IDavReport
{
    public async Task AnswerAsync(DavCall call, CollectionResource collection, XElement request)
    {
        if (PropertyRequest.Read(request) is not { } properties)
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status400BadRequest);
            return;
        }

        var reader = new FilterReader(CardDav);
        var filter = reader.ReadContacts(request.Element(CardDav + "filter"));
        if (reader.Violated is { } violated)
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status403Forbidden, violated);
            return;
        }

        var limit = int.TryParse(request.Element(CardDav + "limit")?.Element(CardDav + "nresults")?.Value, CultureInfo.InvariantCulture, out var most) ? most : int.MaxValue;
        var all = await call.Store.GetChangesAsync(collection.Href, since: null, ReadOnlyDictionary<string, string>.Empty, call.Aborted);
        using var writer = new MultistatusWriter(call.Http);
        await foreach (var item in call.Store.GetAsync(collection.Href, [.. all.Changed.Select(i => i.Href)], call.Aborted))
        {
            if (ICalendarDocument.Parse(item.Content.Span).Components.FirstOrDefault(c => c.Is("VCARD")) is not { } card || !filter.Matches(card))
            {
                continue;
            }

            if (limit-- <= 0)
            {
                await writer.WriteStatusAsync(collection.Href, StatusCodes.Status507InsufficientStorage, WebDav + "number-of-matches-within-limits");
                break;
            }

            var (found, missing) = properties.Answer(new ItemResource(collection.Collection, item.Href, item.ETag, item.Content), call.User);
            await writer.WriteAsync(item.Href, found, missing);
        }

        await writer.FinishAsync();
    }
}
