using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mapigate.WebFrontend.Dav;

/// <summary>Reads the body of a request of a proven user, within a bound.</summary>
internal static class DavBody
{
    /// <returns>Null where it is larger.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext http, int largest)
    {
        if (http.Request.ContentLength > largest)
        {
            return null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound)
        {
            bound.MaxRequestBodySize = largest + 1L;
        }

        using var body = new MemoryStream((int)(http.Request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            if (body.Length + read > largest)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <summary>Reads an XML body, and answers the request where it is none.</summary>
    /// <returns>The root element; false where the request has been answered. A missing body is no element and well.</returns>
    public static async Task<(bool IsRead, XElement? Root)> ReadXmlAsync(HttpContext http)
    {
        if (await ReadAsync(http, DavLimits.LargestXml) is not { } body)
        {
            await DavAnswer.RefuseAsync(http, StatusCodes.Status413PayloadTooLarge);
            return (false, null);
        }

        if (body.IsEmpty)
        {
            return (true, null);
        }

        var root = RequestXml.Read(body);
        if (root is null)
        {
            await DavAnswer.RefuseAsync(http, StatusCodes.Status400BadRequest);
        }

        return (root is not null, root);
    }
}
