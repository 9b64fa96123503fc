using System.Globalization;
using System.Net;
using System.Text;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.MapiFrontend.Tests;

/// <summary>A response taken apart by hand, so that the reader of the product does not vouch for its own writer.</summary>
internal sealed record MapiReply(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<string> SetCookies, IReadOnlyList<string> Tags, IReadOnlyDictionary<string, string> Trailer, byte[] Body)
{
    public int Code => int.Parse(Trailer.GetValueOrDefault("X-ResponseCode", Headers["X-ResponseCode"]), CultureInfo.InvariantCulture);

    /// <summary>What the next request sends as Cookie.</summary>
    public string Cookies => string.Join("; ", SetCookies.Select(c => c.Split(';')[0]));

    public string ContextCookie => SetCookies[0].Split(';')[0];

    public T Read<T>()
        where T : IMapiHttpBody<T>
    {
        var reader = new WireReader(Body);
        var body = T.Read(ref reader);
        Assert.Equal(0, reader.Remaining);
        return body;
    }

    public static async Task<MapiReply> ReadAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        var cookies = response.Headers.TryGetValues("Set-Cookie", out var values) ? values.ToList() : [];
        if (response.Headers.TransferEncodingChunked != true)
            return new MapiReply(response.StatusCode, headers, cookies, [], new Dictionary<string, string>(), bytes);
        var end = Encoding.Latin1.GetString(bytes).IndexOf("\r\n\r\n", StringComparison.Ordinal);
        Assert.True(end > 0, "No empty line");
        var lines = Encoding.ASCII.GetString(bytes, 0, end).Split("\r\n");
        var done = Array.IndexOf(lines, "DONE");
        Assert.True(done >= 0, "No DONE");
        var trailer = lines[(done + 1)..].Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);
        return new MapiReply(response.StatusCode, headers, cookies, lines[..(done + 1)], trailer, bytes[(end + 4)..]);
    }
}
