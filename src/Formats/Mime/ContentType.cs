namespace Mapigate.Formats.Mime;

/// <summary>The media type of an entity. RFC 2045 5. Where a field cannot be read, the type that the RFC or common sense gives instead.</summary>
public sealed class ContentType
{
    private static readonly ContentType PlainText = new("text", "plain", ParameterList.Empty);
    private static readonly ContentType EmbeddedMessage = new("message", "rfc822", ParameterList.Empty);

    private ContentType(string type, string subtype, ParameterList parameters)
    {
        Type = type;
        Subtype = subtype;
        Parameters = parameters;
    }

    /// <summary>Top-level type in lower case.</summary>
    public string Type { get; }

    /// <summary>Subtype in lower case.</summary>
    public string Subtype { get; }

    /// <summary>The decoded parameters.</summary>
    public ParameterList Parameters { get; }

    /// <summary>"type/subtype" in lower case.</summary>
    public string MediaType => Type + "/" + Subtype;

    /// <summary>The charset parameter, or null.</summary>
    public string? Charset => Parameters["charset"];

    /// <summary>The boundary parameter, empty when absent.</summary>
    public string Boundary => Parameters["boundary"]?.TrimEnd() ?? "";

    /// <summary>The name parameter, or null.</summary>
    public string? Name => Parameters["name"];

    /// <summary>multipart/*.</summary>
    public bool IsMultipart => Type == "multipart";

    /// <summary>text/*.</summary>
    public bool IsText => Type == "text";

    /// <summary>message/rfc822 or its internationalised form message/global (RFC 6532).</summary>
    public bool IsMessage => Type == "message" && Subtype is "rfc822" or "global";

    /// <summary>Whether this is the given type, both parts in lower case.</summary>
    public bool Is(string type, string subtype) => Type == type && Subtype == subtype;

    /// <summary>Reads a field value.</summary>
    public static ContentType Parse(string value)
    {
        var text = value.AsSpan().TrimStart(" \t\r\n\"");
        var end = text.IndexOf(';');
        var main = end < 0 ? text : text[..end];
        // "text/plain charset=x": the blank took the semicolon's place.
        var blank = main.TrimEnd().IndexOfAny(" \t");
        if (blank > 0 && main[blank..].Contains('='))
        {
            end = blank;
            main = main[..blank];
        }
        var comment = main.IndexOf('(');
        if (comment >= 0)
            main = main[..comment];
        main = main.Trim(" \t\r\n\"'");
        var slash = main.IndexOf('/');
        var type = slash < 0 ? main : main[..slash].TrimEnd();
        var subtype = slash < 0 ? [] : main[(slash + 1)..].TrimStart();
        if (subtype.IndexOfAny(" \t") is var junk and > 0)
            subtype = subtype[..junk];
        if (slash < 0 && !TopLevel.Contains(type.ToString(), StringComparer.OrdinalIgnoreCase))
            type = type.StartsWith("application", StringComparison.OrdinalIgnoreCase) ? "application" : "text";
        var parameters = end < 0 ? ParameterList.Empty : ParameterList.Parse(text[end..]);
        if (!IsToken(type))
            return new ContentType("text", "plain", parameters);
        return new ContentType(Lower(type), IsToken(subtype) ? Lower(subtype) : DefaultSubtype(type), parameters);
    }

    internal static ContentType Of(HeaderList headers, bool inDigest)
    {
        if (headers.Find("Content-Type") is not { } field)
            return inDigest ? EmbeddedMessage : PlainText;
        var value = field.Value;
        return value.Length == 0 ? PlainText : Parse(value);
    }

    /// <inheritdoc/>
    public override string ToString() => MediaType;

    private static string DefaultSubtype(ReadOnlySpan<char> type) =>
        type.Equals("text", StringComparison.OrdinalIgnoreCase) ? "plain"
        : type.Equals("multipart", StringComparison.OrdinalIgnoreCase) ? "mixed"
        : type.Equals("message", StringComparison.OrdinalIgnoreCase) ? "rfc822"
        : "octet-stream";

    private static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAny(MailCharacters.TokenSpecials) && System.Text.Ascii.IsValid(text);

    /// <summary>The usual types share one string.</summary>
    private static string Lower(ReadOnlySpan<char> token)
    {
        foreach (var known in Known)
        {
            if (token.Equals(known, StringComparison.OrdinalIgnoreCase))
                return known;
        }
        return token.ToString().ToLowerInvariant();
    }

    private static readonly string[] TopLevel = ["text", "multipart", "message", "application", "image", "audio", "video", "model", "font"];

    private static readonly string[] Known =
        ["text", "plain", "html", "multipart", "alternative", "mixed", "related", "application", "octet-stream", "image", "png", "jpeg", "gif", "pdf", "message", "rfc822", "calendar"];
}
