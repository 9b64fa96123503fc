using Mapigate.Mapi.Wire.OxcMapiHttp;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Mapigate.MapiFrontend.Http;

/// <summary>The headers of a request after they were checked.</summary>
internal sealed record MapiHttpHead(MapiHttpRequest Type, string RequestId, ClientApplication Client, MapiHttpCookies Cookies)
{
    /// <summary>Longest value of a header that is repeated in the response.</summary>
    private const int MaxEchoLength = 1024;

    /// <summary>Checks verb, required headers, content type and request type, in this order. [MS-OXCMAPIHTTP] 2.2.2.1</summary>
    /// <returns>The head, or null and the code of what is wrong.</returns>
    public static MapiHttpHead? TryRead(HttpRequest request, MapiEndpoint endpoint, out MapiHttpResponseCode failure)
    {
        failure = MapiHttpResponseCode.InvalidVerb;
        if (!HttpMethods.IsPost(request.Method))
            return null;

        failure = MapiHttpResponseCode.MissingHeader;
        var headers = request.Headers;
        if (IsMissing(headers[MapiHttpHeaders.RequestType]) || IsMissing(headers[MapiHttpHeaders.RequestId]) || string.IsNullOrEmpty(request.ContentType))
            return null;

        failure = MapiHttpResponseCode.InvalidHeader;
        if (Echo(headers[MapiHttpHeaders.RequestId]) is not { } requestId || !IsMapiHttp(request.ContentType))
            return null;
        if (headers[MapiHttpHeaders.ClientInfo].Count > 0 && Echo(headers[MapiHttpHeaders.ClientInfo]) is null)
            return null;

        failure = MapiHttpResponseCode.InvalidRequestType;
        if (!MapiHttpRequests.TryParse(headers[MapiHttpHeaders.RequestType], out var type))
            return null;
        if (!(endpoint == MapiEndpoint.Mailbox ? type.IsForMailbox() : type.IsForAddressBook()))
            return null;

        failure = MapiHttpResponseCode.Success;
        return new MapiHttpHead(type, requestId, ClientApplication.Parse(headers[MapiHttpHeaders.ClientApplication]), MapiHttpCookies.Read(request));
    }

    /// <summary>The value if it is one that a response can repeat: one, printable, not too long.</summary>
    public static string? Echo(StringValues values) =>
        values is [{ Length: > 0 and <= MaxEchoLength } value] && !value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? value : null;

    private static bool IsMissing(StringValues values) => StringValues.IsNullOrEmpty(values);

    private static bool IsMapiHttp(string contentType)
    {
        var end = contentType.IndexOf(';');
        return contentType.AsSpan(0, end < 0 ? contentType.Length : end).Trim().Equals(MapiHttpHeaders.ContentType, StringComparison.OrdinalIgnoreCase);
    }
}
