using System.Text;
using Mapigate.Formats.Text;

namespace Mapigate.Formats.Mime;

/// <summary>Puts the sections of RFC 2231 parameters together and decodes them.</summary>
internal static class ParameterDecoder
{
    /// <summary>One value for each name: sections joined by number; among repeated names the extended form counts, else the first.</summary>
    internal static List<KeyValuePair<string, string>> Decode(List<RawParameter> raw)
    {
        var decoded = new List<KeyValuePair<string, string>>(raw.Count);
        if (raw.Count <= 4 && raw.TrueForAll(parameter => parameter is { Section: < 0, IsExtended: false }))
        {
            foreach (var parameter in raw)
            {
                if (!decoded.Exists(known => known.Key.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)))
                    decoded.Add(new(parameter.Name, Plain(parameter)));
            }
            return decoded;
        }
        foreach (var group in raw.GroupBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase))
        {
            var sections = group.Where(parameter => parameter.Section >= 0).OrderBy(parameter => parameter.Section).ToList();
            var whole = group.Where(parameter => parameter is { Section: < 0, IsExtended: true }).Take(1).ToList();
            var value = whole.Count > 0 ? Join(whole)
                : sections.Count > 0 ? Join(sections)
                : Plain(group.First());
            decoded.Add(new(group.Key, value));
        }
        return decoded;
    }

    /// <summary>A boundary is compared by its bytes: what looks like an encoded word in it is none.</summary>
    private static string Plain(RawParameter parameter) =>
        parameter.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase) ? parameter.Value : EncodedWord.Decode(parameter.Value);

    private static string Join(List<RawParameter> sections)
    {
        if (!sections.Exists(section => section.IsExtended))
            return EncodedWord.Decode(string.Concat(sections.Select(section => section.Value)));

        string? charset = null;
        var bytes = new List<byte>();
        for (var i = 0; i < sections.Count; i++)
        {
            ReadOnlySpan<char> value = sections[i].Value;
            if (i == 0 && sections[i].IsExtended)
                charset = TakeCharset(ref value);
            if (sections[i].IsExtended)
                AppendPercentDecoded(bytes, value);
            else
                bytes.AddRange(Charset.Utf8.GetBytes(sections[i].Value));
        }
        var text = Charset.Decode(bytes.ToArray(), charset);
        return EncodedWord.Decode(text);
    }

    /// <summary>charset'language'value; without both apostrophes all of it is the value.</summary>
    private static string? TakeCharset(ref ReadOnlySpan<char> value)
    {
        var first = value.IndexOf('\'');
        if (first < 0)
            return null;
        var second = value[(first + 1)..].IndexOf('\'');
        if (second < 0)
            return null;
        var charset = value[..first].ToString();
        value = value[(first + second + 2)..];
        return charset;
    }

    private static void AppendPercentDecoded(List<byte> bytes, ReadOnlySpan<char> value)
    {
        Span<byte> encoded = stackalloc byte[4];
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '%' && i + 2 < value.Length && char.IsAsciiHexDigit(value[i + 1]) && char.IsAsciiHexDigit(value[i + 2]))
            {
                bytes.Add((byte)(QuotedPrintableDecoder.HexValue((byte)value[i + 1]) << 4 | QuotedPrintableDecoder.HexValue((byte)value[i + 2])));
                i += 2;
                continue;
            }
            if (Rune.DecodeFromUtf16(value[i..], out var rune, out var used) != System.Buffers.OperationStatus.Done)
                continue;
            bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
            i += used - 1;
        }
    }
}
