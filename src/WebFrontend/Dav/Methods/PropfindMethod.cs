using System.Collections.ObjectModel;
using Mapigate.WebFrontend.Dav.Properties;
using Microsoft.AspNetCore.Http;

namespace Mapigate.WebFrontend.Dav.Methods;

/// <summary>PROPFIND: properties of a resource and, with Depth 1, of what lies in it. RFC 4918 9.1</summary>
internal sealed class PropfindMethod : IDavMethod
{
    public async Task AnswerAsync(DavCall call)
    {
        var (isRead, root) = await DavBody.ReadXmlAsync(call.Http);
        if (!isRead)
        {
            return;
        }

        var request = root is null ? PropertyRequest.All : root.Name == DavNames.WebDav + "propfind" ? PropertyRequest.Read(root) : null;
        if (request is null)
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status400BadRequest);
            return;
        }

        if (await call.FindAsync() is not { } resource)
        {
            call.Http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // Without the header the depth is infinite (RFC 4918 10.2), and that may be refused (9.1).
        string? depth = call.Http.Request.Headers["Depth"];
        if (resource is not ItemResource && depth is not ("0" or "1"))
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status403Forbidden, DavNames.WebDav + "propfind-finite-depth");
            return;
        }

        using var writer = new MultistatusWriter(call.Http);
        await WriteAsync(writer, request, resource, call);
        if (depth == "1")
        {
            await WriteMembersAsync(writer, request, resource, call);
        }

        await writer.FinishAsync();
    }

    private static async Task WriteMembersAsync(MultistatusWriter writer, PropertyRequest request, DavResource resource, DavCall call)
    {
        switch (resource)
        {
            case RootResource:
                await WriteAsync(writer, request, new HomeResource(call.User), call);
                break;
            case HomeResource:
                foreach (var collection in await call.Store.ListAsync(call.Aborted))
                {
                    await WriteAsync(writer, request, new CollectionResource(collection), call);
                }

                break;
            case CollectionResource { Collection: var collection }:
                var items = await call.Store.GetChangesAsync(collection.Href, since: null, ReadOnlyDictionary<string, string>.Empty, call.Aborted);
                foreach (var item in items.Changed)
                {
                    await WriteAsync(writer, request, new ItemResource(collection, item.Href, item.ETag, Content: null), call);
                }

                break;
        }
    }

    private static Task WriteAsync(MultistatusWriter writer, PropertyRequest request, DavResource resource, DavCall call)
    {
        var (found, missing) = request.Answer(resource, call.User);
        return writer.WriteAsync(resource.Href, found, missing);
    }
}
