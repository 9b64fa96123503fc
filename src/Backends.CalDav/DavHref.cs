using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mapigate.Backends.CalDav;

/// <summary>Brings the hrefs of a server to one spelling, so that they can be compared: an absolute path with only those octets escaped that must be (RFC 3986 6.2.2).</summary>
internal static class DavHref
{
    private const int LongestHref = 4096;

    // pchar of RFC 3986 3.3 without pct-encoded.
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@"u8);

    /// <param name="href">As the server wrote it: a full address, an absolute or a relative path.</param>
    /// <param name="origin">The configured server. An address on another host is none.</param>
    /// <param name="basePath">Path of the request that was answered.</param>
    /// <returns>Null where the href is not a path on this server.</returns>
    public static string? Read(string href, Uri origin, string basePath)
    {
        href = href.Trim();
        if (href.Length is 0 or > LongestHref || href.AsSpan().ContainsAny('?', '#'))
        {
            return null;
        }

        var scheme = href.IndexOf("://", StringComparison.Ordinal);
        if (href.StartsWith("//", StringComparison.Ordinal) || (scheme > 0 && href.IndexOf('/') == scheme + 1))
        {
            var address = scheme > 0 ? href : $"{origin.Scheme}:{href}";
            // Behind a proxy servers name themselves with the scheme or port that they see; the request goes to the configured one anyway.
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !uri.Host.Equals(origin.Host, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            var path = href.IndexOf('/', scheme > 0 ? scheme + 3 : 2);
            href = path < 0 ? "/" : href[path..];
        }

        return Normalize(href[0] == '/' ? href : basePath[..(basePath.LastIndexOf('/') + 1)] + href);
    }

    /// <summary>The one spelling of an absolute path; null where it climbs with "..".</summary>
    public static string? Normalize(string path)
    {
        if (path.Length is 0 or > LongestHref || path[0] != '/')
        {
            return null;
        }

        var result = new StringBuilder(path.Length);
        foreach (var segment in path[1..].Split('/'))
        {
            var octets = Decode(segment);
            if (octets is [(byte)'.'] or [(byte)'.', (byte)'.'])
            {
                return null;
            }

            result.Append('/');
            foreach (var octet in octets)
            {
                if (Plain.Contains(octet))
                {
                    result.Append((char)octet);
                }
                else
                {
                    result.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
                }
            }
        }

        return result.ToString();
    }

    /// <summary>The path as collections have it, ending with a slash (RFC 4918 5.2).</summary>
    public static string AsCollection(string path) => path.EndsWith('/') ? path : path + "/";

    private static byte[] Decode(string segment)
    {
        var octets = Encoding.UTF8.GetBytes(segment);
        var length = 0;
        for (var i = 0; i < octets.Length; i++)
        {
            if (octets[i] == '%' && i + 2 < octets.Length && char.IsAsciiHexDigit((char)octets[i + 1]) && char.IsAsciiHexDigit((char)octets[i + 2]))
            {
                octets[length++] = byte.Parse(octets.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                i += 2;
            }
            else
            {
                octets[length++] = octets[i];
            }
        }

        return octets[..length];
    }
}
