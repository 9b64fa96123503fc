using System.Collections.ObjectModel;
using System.Globalization;
using System.Xml.Linq;
using Mapigate.Backends.Items;
using Mapigate.WebFrontend.Dav.Properties;
using Microsoft.AspNetCore.Http;
using static Mapigate.WebFrontend.Dav.DavNames;

namespace Mapigate.WebFrontend.Dav.Reports;

/// <summary>sync-collection: what changed since a token. RFC 6578 3</summary>
internal sealed class SyncCollectionReport : IDavReport
{
    public async Task AnswerAsync(DavCall call, CollectionResource collection, XElement request)
    {
        if (PropertyRequest.Read(request) is not { } properties || request.Element(WebDav + "sync-token") is not { } token)
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status400BadRequest);
            return;
        }

        var isFirst = token.Value.Trim().Length == 0;
        var since = SyncToken.Read(token.Value);
        if (!isFirst && since is null)
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status403Forbidden, WebDav + "valid-sync-token");
            return;
        }

        var changes = await call.Store.GetChangesAsync(collection.Href, since, ReadOnlyDictionary<string, string>.Empty, call.Aborted);
        if (changes.State is null || (changes.IsReset && !isFirst))
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status403Forbidden, WebDav + "valid-sync-token");
            return;
        }

        // A store cannot say what its state was in the middle of the changes, so they cannot be told in parts (RFC 6578 3.7).
        if (int.TryParse(request.Element(WebDav + "limit")?.Element(WebDav + "nresults")?.Value, CultureInfo.InvariantCulture, out var limit)
            && changes.Changed.Count + changes.Removed.Count > limit)
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status507InsufficientStorage, WebDav + "number-of-matches-within-limits");
            return;
        }

        using var writer = new MultistatusWriter(call.Http);
        await WriteChangedAsync(writer, call, collection.Collection, changes.Changed, properties);
        foreach (var href in changes.Removed)
        {
            await writer.WriteStatusAsync(href, StatusCodes.Status404NotFound);
        }

        await writer.FinishAsync(SyncToken.Of(changes.State));
    }

    private static async Task WriteChangedAsync(
        MultistatusWriter writer, DavCall call, ItemCollection collection, IReadOnlyList<ItemVersion> changed, PropertyRequest properties)
    {
        var items = properties.WantsContent
            ? call.Store.GetAsync(collection.Href, [.. changed.Select(c => c.Href)], call.Aborted).Select(i => new ItemResource(collection, i.Href, i.ETag, i.Content))
            : changed.Select(c => new ItemResource(collection, c.Href, c.ETag, Content: null)).ToAsyncEnumerable();
        await foreach (var item in items)
        {
            var (found, missing) = properties.Answer(item, call.User);
            await writer.WriteAsync(item.Href, found, missing);
        }
    }
}
