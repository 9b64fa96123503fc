using System.Buffers;
using Mapigate.Formats.Html;
using Mapigate.Formats.Text;

namespace Mapigate.Formats.Mime;

/// <summary>One entity of a message: header section and body. RFC 2045 2.4. Only its place in the source is known; the rest is decoded when asked for.</summary>
public sealed class MimeEntity
{
    private readonly MimeSource source;
    private readonly MimeLimits limits;
    private readonly int depth;
    private readonly long start;
    private readonly long bodyStart;
    private List<MimeEntity>? children;
    private MimeMessage? embedded;
    private bool embeddedTried;

    internal MimeEntity(MimeSource source, MimeLimits limits, MimeEntity? parent, int depth, HeaderList headers, ContentType type, long start, long bodyStart)
    {
        this.source = source;
        this.limits = limits;
        this.depth = depth;
        this.start = start;
        this.bodyStart = bodyStart;
        Parent = parent;
        Headers = headers;
        ContentType = type;
        Defects = headers.Defects;
        TransferEncoding = TransferEncodings.Parse(headers.Value("Content-Transfer-Encoding"));
    }

    /// <summary>The multipart, or the message/rfc822 entity, that this entity lies in; null for the root.</summary>
    public MimeEntity? Parent { get; }

    /// <summary>The header section.</summary>
    public HeaderList Headers { get; }

    /// <summary>The media type, the default one where no field gives it.</summary>
    public ContentType ContentType { get; }

    /// <summary>The transfer encoding of the body.</summary>
    public ContentTransferEncoding TransferEncoding { get; }

    /// <summary>The disposition, or null.</summary>
    public ContentDisposition? ContentDisposition => Headers.Value("Content-Disposition") is { Length: > 0 } value ? ContentDisposition.Parse(value) : null;

    /// <summary>The content id without its angle brackets, or null. RFC 2045 7.</summary>
    public string? ContentId => Headers.Value("Content-ID")?.Replace(" ", "", StringComparison.Ordinal).Trim('<', '>') is { Length: > 0 } id ? id : null;

    /// <summary>The content location, unfolded and without blanks, or null. RFC 2557.</summary>
    public string? ContentLocation => Headers.Decoded("Content-Location")?.Replace(" ", "", StringComparison.Ordinal) is { Length: > 0 } location ? location : null;

    /// <summary>The description, or null. RFC 2045 8.</summary>
    public string? ContentDescription => Headers.Decoded("Content-Description");

    /// <summary>The file name that disposition or media type give, without folders and control characters; null when neither gives one.</summary>
    public string? FileName => MimeFileName.Clean(ContentDisposition?.FileName) ?? MimeFileName.Clean(ContentType.Name);

    /// <summary>The parts of a multipart in order; empty for all other entities.</summary>
    public IReadOnlyList<MimeEntity> Children => children ?? (IReadOnlyList<MimeEntity>)[];

    /// <summary>The message within a message/rfc822 entity; null for other entities and below <see cref="MimeLimits.MaxDepth"/>.</summary>
    public MimeMessage? EmbeddedMessage => embedded ?? (embeddedTried ? null : ParseEmbedded());

    /// <summary>Header section, separator and body in the source: what a signature over this part covers.</summary>
    public MimeRange Raw => MimeRange.Between(start, End);

    /// <summary>The encoded body in the source.</summary>
    public MimeRange Body => MimeRange.Between(bodyStart, End);

    /// <summary>What stands before the first part of a multipart.</summary>
    public MimeRange Preamble { get; internal set; }

    /// <summary>What stands after the last part of a multipart.</summary>
    public MimeRange Epilogue { get; internal set; }

    /// <summary>What was wrong and tolerated.</summary>
    public MimeDefects Defects { get; internal set; }

    internal long End { get; set; }

    /// <summary>Neither fields nor the blank line behind them nor a body.</summary>
    internal bool IsVoid => start == End || (Headers.Count == 0 && Body.Length == 0 && bodyStart == End && start == bodyStart);

    /// <summary>The bytes of the entity as they came; shares memory with the source where that is in memory.</summary>
    public ReadOnlyMemory<byte> RawBytes() => source.Slice(Raw);

    /// <summary>The bytes of the body as they came; shares memory with the source where that is in memory.</summary>
    public ReadOnlyMemory<byte> RawBodyBytes() => source.Slice(Body);

    /// <summary>The entity as it came, as a stream.</summary>
    public Stream OpenRaw() => new RangeStream(source, Raw);

    /// <summary>The decoded body as a stream; nothing large is held.</summary>
    public Stream OpenBody()
    {
        var raw = new RangeStream(source, Body);
        return TransferEncodings.Decoder(EffectiveEncoding()) is { } decoder ? new DecodingStream(raw, decoder) : raw;
    }

    /// <summary>The decoded body. Takes as much memory as the body is long: prefer <see cref="OpenBody"/> for attachments.</summary>
    public byte[] DecodeBody()
    {
        var raw = RawBodyBytes();
        if (TransferEncodings.Decoder(EffectiveEncoding()) is not { } decoder)
            return raw.ToArray();
        var buffer = ArrayPool<byte>.Shared.Rent(decoder.MaxOutput(raw.Length));
        var length = decoder.Decode(raw.Span, final: true, buffer, out _);
        var body = buffer.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(buffer);
        return body;
    }

    /// <summary>The decoded body as text: by the charset parameter, for HTML without one by its meta element, else by best guess. Line breaks stay as they came.</summary>
    public string DecodeText()
    {
        var body = DecodeBody();
        var charset = ContentType.Charset;
        if (charset is null && ContentType.Is("text", "html"))
            charset = HtmlCharset.Find(body);
        return Charset.Decode(body, charset);
    }

    /// <summary>Plain text that was labelled base64 is left as it is: a sixteenth of it being blanks and foreign characters, it cannot be base64.</summary>
    private ContentTransferEncoding EffectiveEncoding()
    {
        if (TransferEncoding != ContentTransferEncoding.Base64)
            return TransferEncoding;
        Span<byte> sample = stackalloc byte[(int)Math.Min(512, Body.Length)];
        source.Read(Body.Offset, sample);
        var foreign = Base64Decoder.CountForeign(sample);
        return foreign > 3 && foreign * 16 > sample.Length ? ContentTransferEncoding.Unknown : ContentTransferEncoding.Base64;
    }

    internal void Add(MimeEntity child) => (children ??= []).Add(child);

    internal void SetEmbedded(MimeMessage message)
    {
        embedded = message;
        embeddedTried = true;
    }

    /// <summary>A message that was encoded against RFC 2046 5.2.1 can be parsed only after decoding.</summary>
    private MimeMessage? ParseEmbedded()
    {
        embeddedTried = true;
        if (!ContentType.IsMessage || depth >= limits.MaxDepth)
            return null;
        var parser = new StructureParser(new MemorySource(DecodeBody()), limits);
        return embedded = new MimeMessage(parser.Parse(depth + 1));
    }
}
