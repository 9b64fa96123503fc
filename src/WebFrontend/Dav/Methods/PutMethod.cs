using Mapigate.Backends;
using Microsoft.AspNetCore.Http;

namespace Mapigate.WebFrontend.Dav.Methods;

/// <summary>PUT of one item. RFC 4791 5.3.2, RFC 6352 6.3.2</summary>
internal sealed class PutMethod : IDavMethod
{
    public async Task AnswerAsync(DavCall call)
    {
        if (call.Path.Segments.Count != 3)
        {
            call.Http.Response.Headers.Allow = DavMethods.Allowed;
            call.Http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var collection = (await call.Store.ListAsync(call.Aborted)).FirstOrDefault(c => c.Href == call.Path.ParentHref);
        if (collection is null)
        {
            call.Http.Response.StatusCode = StatusCodes.Status409Conflict;
            return;
        }

        var resource = new CollectionResource(collection);
        if (await DavBody.ReadAsync(call.Http, DavLimits.LargestItem) is not { } content)
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status413PayloadTooLarge, (resource.IsAddressBook ? DavNames.CardDav : DavNames.CalDav) + "max-resource-size");
            return;
        }

        var violated = resource.IsAddressBook ? ItemRules.JudgeContact(content.Span) : ItemRules.JudgeCalendarObject(content.Span, collection.Kinds);
        if (violated is not null)
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status403Forbidden, violated);
            return;
        }

        await StoreAsync(call, content, ItemResource.MediaTypeOf(collection));
    }

    private static async Task StoreAsync(DavCall call, ReadOnlyMemory<byte> content, string mediaType)
    {
        var conditions = Preconditions.Of(call.Http.Request);
        for (var attempt = 1; ; attempt++)
        {
            var present = await call.FindAsync() as ItemResource;
            var status = conditions.Judge(present?.ETag);
            if (status != StatusCodes.Status200OK)
            {
                call.Http.Response.StatusCode = status;
                return;
            }

            try
            {
                if (await call.Store.PutAsync(call.Path.Href, content, mediaType, present?.ETag, call.Aborted) is { } etag)
                {
                    call.Http.Response.Headers.ETag = etag;
                }

                call.Http.Response.StatusCode = present is null ? StatusCodes.Status201Created : StatusCodes.Status204NoContent;
                return;
            }
            catch (BackendException raced) when (raced.Error == BackendError.Conflict && attempt < DavLimits.Attempts)
            {
                // Somebody else wrote since: the conditions are judged anew against what is there now.
            }
        }
    }
}
