using System.Net;
using System.Text;

namespace Mapigate.Formats.Html;

/// <summary>Lays out the text of an HTML body: blanks collapse, blocks stand on lines of their own.</summary>
internal sealed class HtmlTextWriter
{
    private readonly StringBuilder text = new();
    private int pendingBreaks;
    private bool pendingBlank;
    private string link = "";
    private int linkStart;

    internal int Length => text.Length;

    internal bool IsPreformatted { get; set; }

    internal void Text(ReadOnlySpan<char> raw)
    {
        if (raw.IsEmpty)
            return;
        var decoded = raw.Contains('&') ? WebUtility.HtmlDecode(raw.ToString()) : raw;
        if (IsPreformatted)
        {
            Separate();
            text.Append(decoded.ToString().ReplaceLineEndings("\r\n"));
            return;
        }
        while (!decoded.IsEmpty)
        {
            var blank = decoded.IndexOfAny(" \t\r\n\f");
            var word = blank < 0 ? decoded : decoded[..blank];
            if (!word.IsEmpty)
            {
                Separate();
                foreach (var symbol in word)
                    text.Append(symbol == '\u00A0' ? ' ' : symbol);
            }
            if (blank < 0)
                break;
            pendingBlank = text.Length > 0 && pendingBreaks == 0;
            decoded = decoded[blank..].TrimStart(" \t\r\n\f");
        }
    }

    /// <summary>Text that is not the document's own.</summary>
    internal void Raw(string added)
    {
        Separate();
        text.Append(added);
    }

    internal void LineBreak()
    {
        if (text.Length == 0)
            return;
        pendingBlank = false;
        pendingBreaks++;
    }

    internal void Block(bool blankLine)
    {
        pendingBlank = false;
        if (text.Length > 0)
            pendingBreaks = Math.Max(pendingBreaks, blankLine ? 2 : 1);
    }

    internal void Cell()
    {
        if (pendingBreaks > 0 || text.Length == 0)
            return;
        text.Append('\t');
        pendingBlank = false;
    }

    internal void BeginLink(string target)
    {
        link = target;
        linkStart = text.Length;
    }

    internal void EndLink()
    {
        var target = link;
        link = "";
        if (target.Length is 0 or > 2048 || target[0] == '#' || linkStart >= text.Length || target.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))
            return;
        var label = text.ToString(linkStart, Math.Min(text.Length - linkStart, 4096)).Trim();
        var shown = target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? target[7..] : target;
        if (label.Length == 0 || shown.Contains(label, StringComparison.OrdinalIgnoreCase))
            return;
        text.Append(" <").Append(target).Append('>');
    }

    internal string Finish(int maxLength)
    {
        var length = Math.Min(text.Length, maxLength);
        while (length > 0 && text[length - 1] is ' ' or '\t' or '\r' or '\n')
            length--;
        return text.ToString(0, length);
    }

    private void Separate()
    {
        for (var i = 0; i < pendingBreaks; i++)
            text.Append("\r\n");
        if (pendingBreaks == 0 && pendingBlank)
            text.Append(' ');
        pendingBreaks = 0;
        pendingBlank = false;
    }
}
