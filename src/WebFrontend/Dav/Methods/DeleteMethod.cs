using Mapigate.Backends;
using Microsoft.AspNetCore.Http;

namespace Mapigate.WebFrontend.Dav.Methods;

/// <summary>DELETE of an item, or of a collection with all that is in it.</summary>
internal sealed class DeleteMethod : IDavMethod
{
    public async Task AnswerAsync(DavCall call)
    {
        var conditions = Preconditions.Of(call.Http.Request);
        for (var attempt = 1; ; attempt++)
        {
            var resource = await call.FindAsync();
            if (resource is null)
            {
                call.Http.Response.StatusCode = conditions.Judge(null) == StatusCodes.Status200OK ? StatusCodes.Status404NotFound : StatusCodes.Status412PreconditionFailed;
                return;
            }

            if (resource is ItemResource item && conditions.Judge(item.ETag) is var status && status != StatusCodes.Status200OK)
            {
                call.Http.Response.StatusCode = status;
                return;
            }

            try
            {
                call.Http.Response.StatusCode = await RemoveAsync(call, resource);
                return;
            }
            catch (BackendException raced) when (raced.Error == BackendError.Conflict && attempt < DavLimits.Attempts)
            {
                // Somebody else wrote since: the conditions are judged anew against what is there now.
            }
        }
    }

    private static async Task<int> RemoveAsync(DavCall call, DavResource resource)
    {
        switch (resource)
        {
            case ItemResource item:
                await call.Store.DeleteAsync(item.Href, item.ETag, call.Aborted);
                return StatusCodes.Status204NoContent;
            case CollectionResource collection:
                await call.Store.DeleteCollectionAsync(collection.Href, call.Aborted);
                return StatusCodes.Status204NoContent;
            default:
                return StatusCodes.Status403Forbidden;
        }
    }
}
