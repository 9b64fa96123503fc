using System.Net;
using System.Text;

namespace Mapigate.Formats.Html;

/// <summary>HTML bodies as plain text, and plain text as HTML. One pass, no document tree; made for bodies, not for pages.</summary>
public static class HtmlText
{
    /// <summary>The text that a reader would see, lines ended by CRLF. Links keep their targets, list items a star, table cells a tab.</summary>
    /// <param name="html">HTML of any quality.</param>
    /// <param name="maxLength">Characters of text after which the conversion stops.</param>
    public static string Convert(string html, int maxLength = 16 << 20)
    {
        var writer = new HtmlTextWriter();
        var rest = html.AsSpan();
        while (!rest.IsEmpty && writer.Length < maxLength)
        {
            var tag = rest.IndexOf('<');
            writer.Text(tag < 0 ? rest : rest[..tag]);
            if (tag < 0)
                break;
            rest = Markup(rest[tag..], writer);
        }
        return writer.Finish(maxLength);
    }

    /// <summary>Plain text as an HTML fragment that shows it with its line breaks and blanks.</summary>
    public static string FromPlainText(string text)
    {
        var html = new StringBuilder("<div style=\"white-space:pre-wrap\">", text.Length + 64);
        foreach (var line in text.AsSpan().EnumerateLines())
            html.Append(WebUtility.HtmlEncode(line.ToString())).Append("<br>\r\n");
        return html.Append("</div>").ToString();
    }

    /// <summary>Reads the markup at the start of <paramref name="rest"/> and returns what follows it.</summary>
    private static ReadOnlySpan<char> Markup(ReadOnlySpan<char> rest, HtmlTextWriter writer)
    {
        if (rest.StartsWith("<!--"))
            return After(rest, "-->", StringComparison.Ordinal);
        if (rest.Length < 2 || !(char.IsAsciiLetter(rest[1]) || rest[1] is '/' or '!' or '?'))
        {
            writer.Text("<");
            return rest[1..];
        }
        var end = TagEnd(rest);
        var tag = rest[1..end];
        rest = end < rest.Length ? rest[(end + 1)..] : [];
        var name = Name(tag, out var isEnd);
        switch (name)
        {
            case "script" or "style" or "title" or "template" or "noscript" when !isEnd:
                return After(rest, $"</{name}", StringComparison.OrdinalIgnoreCase) is { IsEmpty: false } behind ? After(behind, ">", StringComparison.Ordinal) : [];
            case "br":
                writer.LineBreak();
                break;
            case "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "ul" or "ol" or "table" or "blockquote":
                writer.Block(blankLine: true);
                break;
            case "div" or "tr" or "section" or "article" or "header" or "footer" or "dt" or "dd" or "form" or "center" or "address" or "body":
                writer.Block(blankLine: false);
                break;
            case "li":
                writer.Block(blankLine: false);
                if (!isEnd)
                    writer.Raw("* ");
                break;
            case "td" or "th" when isEnd:
                writer.Cell();
                break;
            case "hr":
                writer.Block(blankLine: false);
                writer.Raw("________________________________");
                writer.Block(blankLine: false);
                break;
            case "pre":
                writer.Block(blankLine: true);
                writer.IsPreformatted = !isEnd;
                break;
            case "a":
                if (isEnd)
                    writer.EndLink();
                else
                    writer.BeginLink(Attribute(tag, "href"));
                break;
        }
        return rest;
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> text, string mark, StringComparison comparison)
    {
        var found = text.IndexOf(mark, comparison);
        return found < 0 ? [] : text[(found + mark.Length)..];
    }

    /// <summary>The closing bracket outside quotes; where a quote is never closed, the first bracket.</summary>
    private static int TagEnd(ReadOnlySpan<char> tag)
    {
        // Attributes that long carry data, not markup; the bound keeps unclosed quotes from costing a scan each.
        const int maxTag = 4 * 1024;
        var scanned = tag[..Math.Min(tag.Length, maxTag)];
        var first = tag.IndexOf('>');
        if (first < 0)
            return tag.Length;
        var position = 1;
        while (position < scanned.Length)
        {
            var next = scanned[position..].IndexOfAny('>', '"', '\'');
            if (next < 0)
                break;
            position += next;
            if (scanned[position] == '>')
                return position;
            var close = scanned[position - 1] == '=' ? scanned[(position + 1)..].IndexOf(scanned[position]) : 0;
            if (close < 0)
                break;
            position += scanned[position - 1] == '=' ? close + 2 : 1;
        }
        return first;
    }

    private static string Name(ReadOnlySpan<char> tag, out bool isEnd)
    {
        isEnd = tag.StartsWith("/");
        if (isEnd)
            tag = tag[1..];
        var end = 0;
        while (end < tag.Length && end < 16 && char.IsAsciiLetterOrDigit(tag[end]))
            end++;
        return tag[..end].ToString().ToLowerInvariant();
    }

    private static string Attribute(ReadOnlySpan<char> tag, string name)
    {
        var found = tag.IndexOf(name + "=", StringComparison.OrdinalIgnoreCase);
        if (found < 0)
            return "";
        var value = tag[(found + name.Length + 1)..].TrimStart();
        if (value.IsEmpty)
            return "";
        var quote = value[0];
        var end = quote is '"' or '\'' ? value[1..].IndexOf(quote) : value.IndexOfAny(" \t\r\n");
        value = quote is '"' or '\'' ? value[1..] : value;
        return WebUtility.HtmlDecode((end < 0 ? value : value[..end]).ToString());
    }
}
