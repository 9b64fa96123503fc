using System.Buffers.Text;
using System.Text;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>Text in printable ASCII, as names of Maildir folders are written. RFC 3501 5.1.3</summary>
internal static class ModifiedUtf7
{
    private const char FirstPlain = ' ';
    private const char LastPlain = '~';

    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + 8);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var plain = rest.IndexOfAnyExceptInRange(FirstPlain, LastPlain);
            plain = plain < 0 ? rest.Length : plain;
            encoded.Append(rest[..plain].ToString().Replace("&", "&-", StringComparison.Ordinal));
            rest = rest[plain..];
            var foreign = rest.IndexOfAnyInRange(FirstPlain, LastPlain);
            foreign = foreign < 0 ? rest.Length : foreign;
            if (foreign > 0)
                encoded.Append('&').Append(Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(rest[..foreign].ToArray())).TrimEnd('=').Replace('/', ',')).Append('-');
            rest = rest[foreign..];
        }

        return encoded.ToString();
    }

    /// <summary>Null where the text is not in this encoding.</summary>
    public static string? Decode(string text)
    {
        if (text.AsSpan().ContainsAnyExceptInRange(FirstPlain, LastPlain))
            return null;
        var decoded = new StringBuilder(text.Length);
        for (var position = 0; position < text.Length;)
        {
            var shift = text.IndexOf('&', position);
            if (shift < 0)
                return decoded.Append(text, position, text.Length - position).ToString();
            decoded.Append(text, position, shift - position);
            var end = text.IndexOf('-', shift);
            if (end < 0)
                return null;
            if (end == shift + 1)
                decoded.Append('&');
            else if (ReadUnits(text[(shift + 1)..end]) is { } units)
                decoded.Append(units);
            else
                return null;
            position = end + 1;
        }

        return decoded.ToString();
    }

    private static string? ReadUnits(string base64)
    {
        var padded = base64.Replace(',', '/').PadRight((base64.Length + 3) / 4 * 4, '=');
        if (!Base64.IsValid(padded))
            return null;
        var bytes = Convert.FromBase64String(padded);
        return bytes.Length % 2 == 0 ? Encoding.BigEndianUnicode.GetString(bytes) : null;
    }
}
