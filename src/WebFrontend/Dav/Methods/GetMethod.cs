using Microsoft.AspNetCore.Http;

namespace Mapigate.WebFrontend.Dav.Methods;

/// <summary>GET and HEAD of one item. A collection has nothing to show.</summary>
internal sealed class GetMethod : IDavMethod
{
    public async Task AnswerAsync(DavCall call)
    {
        var response = call.Http.Response;
        if (await call.FindAsync() is not { } resource)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (resource is not ItemResource { Content: { } content } item)
        {
            response.Headers.Allow = DavMethods.Allowed;
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        response.Headers.ETag = item.ETag;
        var status = Preconditions.Of(call.Http.Request).Judge(item.ETag);
        if (status != StatusCodes.Status200OK)
        {
            response.StatusCode = status;
            return;
        }

        response.ContentType = item.MediaType;
        response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(call.Http.Request.Method))
        {
            await response.Body.WriteAsync(content, call.Aborted);
        }
    }
}
