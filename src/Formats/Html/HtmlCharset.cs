using System.Buffers;
using System.Text;

namespace Mapigate.Formats.Html;

/// <summary>The charset that an HTML document declares in itself.</summary>
public static class HtmlCharset
{
    /// <summary>Browsers look no further than this (HTML, encoding sniffing algorithm).</summary>
    private const int SearchedBytes = 1024;

    private static readonly SearchValues<byte> LabelEnd = SearchValues.Create("\"' ;/>\t"u8);

    /// <summary>The label in the document's first meta element that bears one, or null.</summary>
    public static string? Find(ReadOnlySpan<byte> html)
    {
        Span<byte> head = stackalloc byte[Math.Min(html.Length, SearchedBytes)];
        Ascii.ToLower(html[..head.Length], head, out var lowered);
        // Bytes that are not ASCII end the conversion; what stands before them suffices.
        head = head[..lowered];
        while (head.IndexOf("<meta"u8) is var meta and >= 0)
        {
            head = head[(meta + 5)..];
            var end = head.IndexOf((byte)'>');
            var element = end < 0 ? head : head[..end];
            if (element.IndexOf("charset"u8) is var name and >= 0)
            {
                var value = element[(name + 7)..].TrimStart(" \t\r\n"u8);
                if (value.StartsWith("="u8))
                {
                    value = value[1..].TrimStart(" \t\r\n\"'"u8);
                    var stop = value.IndexOfAny(LabelEnd);
                    if (stop >= 0)
                        value = value[..stop];
                    if (!value.IsEmpty)
                        return Encoding.ASCII.GetString(value);
                }
            }
            if (end < 0)
                break;
            head = head[end..];
        }
        return null;
    }
}
