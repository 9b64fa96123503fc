using System.Globalization;
using System.Text;

namespace Mapigate.Formats.Rtf;

/// <summary>Writes RTF that says of itself what it was made of, so that programs get that back exactly.</summary>
public static class RtfWriter
{
    private const string Head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}}\r\n";

    /// <summary>RTF made of plain text. [MS-OXRTFEX] 2.1.3.1.2</summary>
    public static byte[] FromText(string text)
    {
        var rtf = new StringBuilder(Head.Replace("\\ansi\\", "\\ansi\\fromtext\\", StringComparison.Ordinal)).Append("\\uc1\\pard\\plain\\f0\\fs20 ");
        AppendText(rtf, text.ReplaceLineEndings("\n"));
        return Encoding.ASCII.GetBytes(rtf.Append('}').ToString());
    }

    /// <summary>RTF that carries HTML whole, each line in a group of its own, beside the text for programs that know no HTML. [MS-OXRTFEX] 2.1.3</summary>
    /// <param name="html">The HTML.</param>
    /// <param name="text">The same as plain text.</param>
    public static byte[] FromHtml(string html, string text)
    {
        var rtf = new StringBuilder(Head.Replace("\\ansi\\", "\\ansi\\fromhtml1\\", StringComparison.Ordinal)).Append("\\uc1\\pard\\plain\\f0\\fs20 \r\n");
        foreach (var line in Lines(html))
        {
            rtf.Append("{\\*\\htmltag64 ");
            AppendText(rtf, line);
            rtf.Append("}\r\n");
        }

        rtf.Append("\\htmlrtf ");
        AppendText(rtf, text.ReplaceLineEndings("\n"));
        return Encoding.ASCII.GetBytes(rtf.Append("\\htmlrtf0 }").ToString());
    }

    /// <summary>The lines with their ends.</summary>
    private static IEnumerable<string> Lines(string html)
    {
        html = html.ReplaceLineEndings("\n");
        for (var from = 0; from < html.Length;)
        {
            var end = html.IndexOf('\n', from);
            var next = end < 0 ? html.Length : end + 1;
            yield return html[from..next];
            from = next;
        }
    }

    private static void AppendText(StringBuilder rtf, string text)
    {
        foreach (var c in text)
        {
            switch (c)
            {
                case '\\' or '{' or '}':
                    rtf.Append('\\').Append(c);
                    break;
                case '\n':
                    rtf.Append("\\par\r\n");
                    break;
                case '\t':
                    rtf.Append("\\tab ");
                    break;
                case >= ' ' and < '\x7F':
                    rtf.Append(c);
                    break;
                case >= '\x80':
                    rtf.Append(CultureInfo.InvariantCulture, $"\\u{(short)c}?");
                    break;
            }
        }
    }
}
