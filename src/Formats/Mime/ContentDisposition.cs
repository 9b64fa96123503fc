namespace Mapigate.Formats.Mime;

/// <summary>How an entity wants to be presented. RFC 2183.</summary>
public sealed class ContentDisposition
{
    private ContentDisposition(string type, ParameterList parameters)
    {
        Type = type;
        Parameters = parameters;
    }

    /// <summary>"inline", "attachment" or what else was written, in lower case.</summary>
    public string Type { get; }

    /// <summary>The decoded parameters.</summary>
    public ParameterList Parameters { get; }

    /// <summary>"attachment", and every type that is not known (RFC 2183 2.8).</summary>
    public bool IsAttachment => Type != "inline";

    /// <summary>"inline".</summary>
    public bool IsInline => Type == "inline";

    /// <summary>The filename parameter as the sender gave it, or null.</summary>
    public string? FileName => Parameters["filename"];

    /// <summary>The creation-date parameter, or null.</summary>
    public DateTimeOffset? CreationDate => Date("creation-date");

    /// <summary>The modification-date parameter, or null.</summary>
    public DateTimeOffset? ModificationDate => Date("modification-date");

    /// <summary>Reads a field value.</summary>
    public static ContentDisposition Parse(string value)
    {
        var end = value.AsSpan().IndexOf(';');
        var type = (end < 0 ? value : value.AsSpan(0, end)).Trim(" \t\"");
        // "filename=x" without a type means an attachment.
        if (type.Contains('='))
            return new ContentDisposition("attachment", ParameterList.Parse(value));
        var parameters = end < 0 ? ParameterList.Empty : ParameterList.Parse(value.AsSpan(end));
        return new ContentDisposition(type.IsEmpty ? "attachment" : type.ToString().ToLowerInvariant(), parameters);
    }

    private DateTimeOffset? Date(string name) => Parameters[name] is { } text && MailDate.TryParse(text, out var date) ? date : null;
}
