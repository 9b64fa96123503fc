using System.Text;
using Mapigate.Formats.Html;

namespace Mapigate.Formats.Mime;

/// <summary>What of a message's entities is body and what attachment, as a mail reader shows it. [MS-OXCMAIL] 2.2.3.3.2 and 2.2.3.4.</summary>
public sealed class MessageContent
{
    internal MessageContent()
    {
    }

    /// <summary>The plain text body, or null.</summary>
    public MimeEntity? PlainText { get; internal set; }

    /// <summary>The HTML body, or null.</summary>
    public MimeEntity? Html { get; internal set; }

    /// <summary>The iCalendar object that the message is about (RFC 6047), or null. One that is merely attached is in <see cref="Attachments"/>.</summary>
    public MimeEntity? Calendar { get; internal set; }

    /// <summary>The calendar part's method parameter in upper case, or null.</summary>
    public string? CalendarMethod => Calendar?.ContentType.Parameters["method"]?.Trim().ToUpperInvariant();

    /// <summary>Text that follows the body in other parts, such as the footer of a mailing list or words between pictures.</summary>
    public IReadOnlyList<MimeEntity> Continuations => ContinuationList;

    /// <summary>Everything else, in the order of the message.</summary>
    public IReadOnlyList<MimeAttachment> Attachments { get; internal set; } = [];

    internal List<MimeEntity> ContinuationList { get; } = [];

    /// <summary>Chooses bodies and attachments of a message.</summary>
    public static MessageContent Of(MimeMessage message) => new ContentSelector().Select(message.Root);

    /// <summary>The plain text with its continuations; null where the message has no plain text body.</summary>
    public string? ReadPlainText()
    {
        if (PlainText is null)
            return null;
        var text = new StringBuilder(PlainText.DecodeText());
        foreach (var part in ContinuationList)
        {
            if (text.Length > 0 && text[^1] != '\n')
                text.Append("\r\n");
            text.Append(IsHtml(part) ? HtmlText.Convert(part.DecodeText()) : part.DecodeText());
        }
        return text.ToString();
    }

    /// <summary>The HTML with its continuations put before the end of its body; null where the message has no HTML body.</summary>
    public string? ReadHtml()
    {
        if (Html is null)
            return null;
        var html = Html.DecodeText();
        if (ContinuationList.Count == 0)
            return html;
        var added = new StringBuilder();
        foreach (var part in ContinuationList)
            added.Append(IsHtml(part) ? part.DecodeText() : HtmlText.FromPlainText(part.DecodeText()));
        var end = html.LastIndexOf("</body", StringComparison.OrdinalIgnoreCase);
        return html.Insert(end < 0 ? html.Length : end, added.ToString());
    }

    private static bool IsHtml(MimeEntity part) => part.ContentType.Is("text", "html");
}
