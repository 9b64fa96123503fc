using Mapigate.Mapi.Wire.OxcMapiHttp;

namespace Mapigate.Mapi.Client.Transport;

/// <summary>The answer to one request whose X-ResponseCode was zero to the end.</summary>
/// <param name="Body">The response body behind the meta-tags and additional headers.</param>
/// <param name="MetaTags">The meta-tags in the order in which they came.</param>
/// <param name="Headers">The headers of the response and, over them, the additional ones.</param>
public sealed record MapiHttpReply(byte[] Body, IReadOnlyList<MetaTag> MetaTags, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The server's version, for example <c>Exchange/15.00.0847.4040</c>.</summary>
    public string? ServerApplication => Headers.GetValueOrDefault(MapiHttpHeaders.ServerApplication);

    /// <summary>How long the server keeps the session context without requests.</summary>
    public TimeSpan? ExpirationInfo => Milliseconds(MapiHttpHeaders.ExpirationInfo);

    /// <summary>How long the server took.</summary>
    public TimeSpan? ElapsedTime => Milliseconds(MapiHttpHeaders.ElapsedTime);

    private TimeSpan? Milliseconds(string header) =>
        Headers.TryGetValue(header, out var text) && uint.TryParse(text, out var value) ? TimeSpan.FromMilliseconds(value) : null;
}
