using System.Text;

namespace Mapigate.Formats.Mime;

/// <summary>An entity to be written. Made by the static methods; what it is called and how it is shown is added by <c>with</c>.</summary>
public sealed record MimePart
{
    private MimePart(string mediaType) => MediaType = mediaType;

    /// <summary>"type/subtype".</summary>
    public string MediaType { get; }

    /// <summary>Parameters of the media type besides charset, boundary and name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>"attachment", "inline", or null for no Content-Disposition.</summary>
    public string? Disposition { get; init; }

    /// <summary>File name, written as parameter of both media type and disposition.</summary>
    public string? FileName { get; init; }

    /// <summary>Content id without angle brackets.</summary>
    public string? ContentId { get; init; }

    /// <summary>Content location.</summary>
    public string? ContentLocation { get; init; }

    /// <summary>Content description.</summary>
    public string? Description { get; init; }

    /// <summary>The disposition's creation-date parameter.</summary>
    public DateTimeOffset? CreationDate { get; init; }

    /// <summary>The disposition's modification-date parameter.</summary>
    public DateTimeOffset? ModificationDate { get; init; }

    internal ReadOnlyMemory<byte> Content { get; private init; }

    internal Func<Stream>? OpenContent { get; private init; }

    internal ContentTransferEncoding TransferEncoding { get; private init; }

    internal IReadOnlyList<MimePart>? Children { get; private init; }

    internal bool IsText => MediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase);

    internal bool IsMessage { get; private init; }

    /// <summary>Text in UTF-8, its line breaks made CRLF; the transfer encoding is the most readable one that holds it.</summary>
    /// <param name="subtype">"plain", "html", "calendar" ...</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The subtype is no token.</exception>
    public static MimePart Text(string subtype, string text)
    {
        var content = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
        return new MimePart(Checked("text/" + subtype)) { Content = content, TransferEncoding = TextEncoding.Choose(content) };
    }

    /// <summary>Bytes of any type in base64.</summary>
    /// <exception cref="ArgumentException">The media type is none, or a multipart or message type.</exception>
    public static MimePart Binary(string mediaType, ReadOnlyMemory<byte> content) =>
        new(CheckedLeaf(mediaType)) { Content = content, TransferEncoding = ContentTransferEncoding.Base64 };

    /// <summary>Bytes of any type in base64, read when they are written; each opened stream is disposed.</summary>
    /// <exception cref="ArgumentException">The media type is none, or a multipart or message type.</exception>
    public static MimePart Binary(string mediaType, Func<Stream> open) =>
        new(CheckedLeaf(mediaType)) { OpenContent = open, TransferEncoding = ContentTransferEncoding.Base64 };

    /// <summary>A message within the message. It stays as it is, but that its line breaks become CRLF.</summary>
    public static MimePart Message(ReadOnlyMemory<byte> message) =>
        new("message/rfc822") { Content = message, IsMessage = true, TransferEncoding = System.Text.Ascii.IsValid(message.Span) ? ContentTransferEncoding.SevenBit : ContentTransferEncoding.EightBit };

    /// <summary>A message within the message, read when it is written; each opened stream is disposed.</summary>
    public static MimePart Message(Func<Stream> open) =>
        new("message/rfc822") { OpenContent = open, IsMessage = true, TransferEncoding = ContentTransferEncoding.EightBit };

    /// <summary>An entity that was read, as it came: header section, encoding and all. For parts that must not change, such as signed ones.</summary>
    public static MimePart Verbatim(MimeEntity entity) => new("verbatim") { OpenContent = entity.OpenRaw, TransferEncoding = ContentTransferEncoding.Unknown };

    /// <summary>Several parts as one.</summary>
    /// <param name="subtype">"mixed", "alternative", "related" ...</param>
    /// <param name="children">The parts in order.</param>
    /// <exception cref="ArgumentException">The subtype is no token, or there is no part.</exception>
    public static MimePart Multipart(string subtype, params IReadOnlyList<MimePart> children) =>
        children.Count == 0 ? throw new ArgumentException("A multipart has parts.", nameof(children)) : new(Checked("multipart/" + subtype)) { Children = children };

    internal bool IsVerbatim => TransferEncoding == ContentTransferEncoding.Unknown;

    private static string CheckedLeaf(string mediaType) =>
        mediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) || mediaType.Equals("message/rfc822", StringComparison.OrdinalIgnoreCase)
            ? throw new ArgumentException("Multiparts and messages are no plain content.", nameof(mediaType))
            : Checked(mediaType);

    private static string Checked(string mediaType)
    {
        var slash = mediaType.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && IsToken(mediaType.AsSpan(0, slash)) && IsToken(mediaType.AsSpan(slash + 1))
            ? mediaType
            : throw new ArgumentException($"'{mediaType}' is no media type.", nameof(mediaType));
    }

    private static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('!', '~') && !text.ContainsAny(MailCharacters.TokenSpecials);
}
