using System.Text;

namespace Mapigate.Formats.Rtf;

/// <summary>HTML out of RTF: exactly what the RTF was made of where it says that it was, else the same text with its paragraphs and its plainest formatting.</summary>
public static class RtfHtml
{
    /// <summary>The HTML that the RTF was made of; null where it was not. [MS-OXRTFEX] 3.1.1</summary>
    public static string? Extract(ReadOnlySpan<byte> rtf) => new Extractor().Build(rtf);

    /// <summary>HTML that reads like the RTF.</summary>
    public static string Convert(ReadOnlySpan<byte> rtf) => Extract(rtf) ?? new Builder().Build(rtf);

    /// <summary>Half a surrogate pair may come alone: the other half follows.</summary>
    private static string Encode(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private sealed class Extractor : RtfInterpreter
    {
        private readonly StringBuilder _html = new();

        public string? Build(ReadOnlySpan<byte> rtf)
        {
            Run(rtf);
            return IsFromHtml ? _html.ToString() : null;
        }

        protected override void OnHtml(string html) => _html.Append(html);

        protected override void OnText(string text)
        {
            if (!IsForRtfOnly)
                _html.Append(Encode(text));
        }

        protected override void OnCharacter(RtfCharacter character)
        {
            if (!IsForRtfOnly)
                _html.Append(RtfCharacters.Html(character));
        }
    }

    private sealed class Builder : RtfInterpreter
    {
        private readonly StringBuilder _html = new("<html><body><p>");
        private RtfStyle _style;

        public string Build(ReadOnlySpan<byte> rtf)
        {
            Run(rtf);
            Change(default);
            return _html.Append("</p></body></html>").ToString();
        }

        protected override void OnText(string text) => _html.Append(Encode(text));

        protected override void OnCharacter(RtfCharacter character)
        {
            switch (character)
            {
                case RtfCharacter.Paragraph:
                    var style = _style;
                    Change(default);
                    _html.Append("</p>\r\n<p>");
                    Change(style);
                    break;
                case RtfCharacter.Line:
                    _html.Append("<br>\r\n");
                    break;
                case RtfCharacter.Tab or RtfCharacter.Cell:
                    _html.Append("&emsp;");
                    break;
                default:
                    _html.Append(RtfCharacters.Html(character));
                    break;
            }
        }

        protected override void OnStyle(RtfStyle style) => Change(style);

        /// <summary>Elements are closed in the reverse order in which they are opened.</summary>
        private void Change(RtfStyle style)
        {
            _html.Append(_style.IsUnderlined ? "</u>" : "").Append(_style.IsItalic ? "</i>" : "").Append(_style.IsBold ? "</b>" : "");
            _html.Append(style.IsBold ? "<b>" : "").Append(style.IsItalic ? "<i>" : "").Append(style.IsUnderlined ? "<u>" : "");
            _style = style;
        }
    }
}
