using System.Runtime.InteropServices;
using System.Text;

namespace Mapigate.Formats.Mime;

/// <summary>One field of a header section. Nothing is decoded before it is asked for.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct HeaderField
{
    private readonly ReadOnlyMemory<byte> section;
    private readonly HeaderSpan span;
    private readonly string? charsetHint;

    internal HeaderField(ReadOnlyMemory<byte> section, HeaderSpan span, string? charsetHint)
    {
        this.section = section;
        this.span = span;
        this.charsetHint = charsetHint;
    }

    /// <summary>The field name as it is written.</summary>
    public string Name => Encoding.ASCII.GetString(RawName);

    /// <summary>The bytes of the name.</summary>
    public ReadOnlySpan<byte> RawName => section.Span.Slice(span.Start, span.NameLength);

    /// <summary>The bytes after the colon, folding included, without the last line break.</summary>
    public ReadOnlyMemory<byte> RawValue => section[span.ValueStart..span.End];

    /// <summary>The bytes of the whole field without its last line break.</summary>
    public ReadOnlyMemory<byte> Raw => section[span.Start..span.End];

    /// <summary>The value unfolded and trimmed, encoded words left as they are, raw 8-bit bytes decoded by best guess.</summary>
    public string Value => HeaderText.Unfold(RawValue.Span, charsetHint);

    /// <summary>The value as unstructured text: unfolded, RFC 2047 words decoded, control characters made blanks.</summary>
    public string Decoded => EncodedWord.Decode(Value);

    /// <summary>Whether this is the field of that name; ASCII case does not count.</summary>
    public bool Is(string name) => Ascii.EqualsIgnoreCase(RawName, name);
}
