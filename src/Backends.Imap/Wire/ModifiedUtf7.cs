using System.Text;

namespace Mapigate.Backends.Imap.Wire;

/// <summary>The encoding of folder names. RFC 3501 5.1.3</summary>
internal static class ModifiedUtf7
{
    public static string Encode(string name)
    {
        var encoded = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length;)
        {
            var c = name[i];
            if (c is >= ' ' and <= '~')
            {
                encoded.Append(c == '&' ? "&-" : c.ToString());
                i++;
                continue;
            }

            var begin = i;
            while (i < name.Length && name[i] is < ' ' or > '~')
            {
                i++;
            }

            var base64 = Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(name[begin..i]));
            encoded.Append('&').Append(base64.TrimEnd('=').Replace('/', ',')).Append('-');
        }

        return encoded.ToString();
    }

    /// <summary>Null where the bytes are not valid: some servers send names raw.</summary>
    public static string? Decode(ReadOnlySpan<byte> name)
    {
        if (name.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            return null;
        }

        if (!name.Contains((byte)'&'))
        {
            return Encoding.ASCII.GetString(name);
        }

        var decoded = new StringBuilder(name.Length);
        while (!name.IsEmpty)
        {
            var shift = name.IndexOf((byte)'&');
            if (shift < 0)
            {
                shift = name.Length;
            }

            decoded.Append(Encoding.ASCII.GetString(name[..shift]));
            name = name[shift..];
            if (name.IsEmpty)
            {
                break;
            }

            var end = name.IndexOf((byte)'-');
            if (end < 0)
            {
                return null;
            }

            if (end == 1)
            {
                decoded.Append('&');
            }
            else if (Utf16(name[1..end]) is { } text)
            {
                decoded.Append(text);
            }
            else
            {
                return null;
            }

            name = name[(end + 1)..];
        }

        return decoded.ToString();
    }

    private static string? Utf16(ReadOnlySpan<byte> base64)
    {
        var text = Encoding.ASCII.GetString(base64).Replace(',', '/');
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length) && length % 2 == 0
            ? Encoding.BigEndianUnicode.GetString(bytes, 0, length)
            : null;
    }
}
