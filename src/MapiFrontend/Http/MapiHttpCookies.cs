using Microsoft.AspNetCore.Http;

namespace Mapigate.MapiFrontend.Http;

/// <summary>The two cookies of a session context. [MS-OXCMAPIHTTP] 2.2.3.2.3 and 2.2.3.2.4</summary>
/// <param name="Context">Value of the context cookie as it came; null where it is absent.</param>
/// <param name="Sequence">Value of the sequence cookie as it came; null where it is absent.</param>
internal readonly record struct MapiHttpCookies(string? Context, string? Sequence)
{
    private const string ContextName = "MapiContext";
    private const string SequenceName = "MapiSequence";

    /// <summary>
    /// Reads the Cookie headers. Values are taken as they stand, so that a damaged one is seen as such and not as absent; of several the first
    /// counts, which is the one of the longest path. RFC 6265 5.4
    /// </summary>
    public static MapiHttpCookies Read(HttpRequest request)
    {
        string? context = null, sequence = null;
        foreach (var header in request.Headers.Cookie)
        {
            foreach (var range in header.AsSpan().Split(';'))
            {
                var pair = header.AsSpan(range).Trim();
                var equals = pair.IndexOf('=');
                if (equals < 0)
                    continue;
                var name = pair[..equals].TrimEnd();
                if (name.SequenceEqual(ContextName))
                    context ??= pair[(equals + 1)..].Trim().Trim('"').ToString();
                else if (name.SequenceEqual(SequenceName))
                    sequence ??= pair[(equals + 1)..].Trim().Trim('"').ToString();
            }
        }

        return new MapiHttpCookies(context, sequence);
    }

    /// <summary>Sends both cookies, the context's first, for the endpoint as the client spelt its path.</summary>
    public static void Write(HttpContext http, SessionContext context)
    {
        var options = new CookieOptions { Path = http.Request.PathBase + http.Request.Path.Value?.TrimEnd('/'), Secure = http.Request.IsHttps, HttpOnly = true };
        http.Response.Cookies.Append(ContextName, context.Id, options);
        http.Response.Cookies.Append(SequenceName, context.Sequence, options);
    }
}
