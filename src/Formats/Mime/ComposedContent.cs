namespace Mapigate.Formats.Mime;

/// <summary>Bodies and attachments of a message to be written, put into the structure that mail readers expect. [MS-OXCMAIL] 2.1.3.3, RFC 6047 2.4.</summary>
public sealed record ComposedContent
{
    /// <summary>The plain text body, or null.</summary>
    public string? PlainText { get; init; }

    /// <summary>The HTML body, or null.</summary>
    public string? Html { get; init; }

    /// <summary>The iCalendar object that the message is about, or null.</summary>
    public string? Calendar { get; init; }

    /// <summary>The method of <see cref="Calendar"/>, such as "REQUEST"; null for none.</summary>
    public string? CalendarMethod { get; init; }

    /// <summary>Parts that the HTML body shows in place; each has a content id.</summary>
    public IReadOnlyList<MimePart> InlineParts { get; init; } = [];

    /// <summary>Parts that are attached.</summary>
    public IReadOnlyList<MimePart> Attachments { get; init; } = [];

    /// <summary>mixed(related(alternative(plain, HTML, calendar), inline parts), attachments), each level only where it has something to hold.</summary>
    public MimePart ToPart()
    {
        var bodies = new List<MimePart>();
        if (PlainText is not null)
            bodies.Add(MimePart.Text("plain", PlainText));
        if (Html is not null)
            bodies.Add(MimePart.Text("html", Html));
        if (Calendar is not null)
        {
            var calendar = MimePart.Text("calendar", Calendar);
            bodies.Add(CalendarMethod is { } method ? calendar with { Parameters = [new("method", method)] } : calendar);
        }
        if (bodies.Count == 0)
            bodies.Add(MimePart.Text("plain", ""));
        var body = bodies.Count == 1 ? bodies[0] : MimePart.Multipart("alternative", bodies);
        if (InlineParts.Count > 0)
        {
            var type = new KeyValuePair<string, string>("type", body.MediaType);
            body = MimePart.Multipart("related", [body, .. InlineParts]) with { Parameters = [type] };
        }
        return Attachments.Count == 0 ? body : MimePart.Multipart("mixed", [body, .. Attachments]);
    }
}
