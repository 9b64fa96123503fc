using System.Xml.Linq;
using Mapigate.WebFrontend.Dav.Properties;
using Microsoft.AspNetCore.Http;

namespace Mapigate.WebFrontend.Dav.Reports;

/// <summary>calendar-multiget and addressbook-multiget: items by name. RFC 4791 7.9, RFC 6352 8.7</summary>
internal sealed class MultigetReport : IDavReport
{
    public async Task AnswerAsync(DavCall call, CollectionResource collection, XElement request)
    {
        var hrefs = request.Elements(DavNames.WebDav + "href").Take(DavLimits.MostHrefs + 1).Select(e => e.Value.Trim()).ToList();
        if (hrefs.Count > DavLimits.MostHrefs || PropertyRequest.Read(request) is not { } properties)
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status400BadRequest);
            return;
        }

        // What is asked for by our spelling, and how the client spelled it.
        var asked = new Dictionary<string, string>(StringComparer.Ordinal);
        var unknown = new List<string>();
        foreach (var href in hrefs)
        {
            if (DavPath.OfHref(href) is { Segments.Count: 3 } path && path.ParentHref == collection.Href)
            {
                asked.TryAdd(path.Href, href);
            }
            else
            {
                unknown.Add(href);
            }
        }

        using var writer = new MultistatusWriter(call.Http);
        await foreach (var item in call.Store.GetAsync(collection.Href, [.. asked.Keys], call.Aborted))
        {
            asked.Remove(item.Href);
            var (found, missing) = properties.Answer(new ItemResource(collection.Collection, item.Href, item.ETag, item.Content), call.User);
            await writer.WriteAsync(item.Href, found, missing);
        }

        foreach (var href in asked.Values.Concat(unknown))
        {
            await writer.WriteStatusAsync(ResponseXml.Text(href), StatusCodes.Status404NotFound);
        }

        await writer.FinishAsync();
    }
}
