using System.Collections;
using System.Text;

namespace Mapigate.Formats.Mime;

/// <summary>A header section: its fields in order, repeated ones kept, each found without regard to ASCII case. Bytes stay as they came.</summary>
public sealed class HeaderList : IReadOnlyList<HeaderField>
{
    private readonly IReadOnlyList<HeaderSpan> spans;
    private string? charsetHint;

    internal HeaderList(ReadOnlyMemory<byte> raw, IReadOnlyList<HeaderSpan> spans, MimeDefects defects)
    {
        Raw = raw;
        this.spans = spans;
        Defects = defects;
    }

    /// <summary>A section without fields.</summary>
    public static HeaderList Empty { get; } = new(ReadOnlyMemory<byte>.Empty, [], MimeDefects.None);

    /// <summary>The bytes of the section without the blank line that ends it.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>What was tolerated in the section.</summary>
    public MimeDefects Defects { get; }

    /// <summary>Number of fields.</summary>
    public int Count => spans.Count;

    /// <summary>The field at a position.</summary>
    public HeaderField this[int index] => new(Raw, spans[index], charsetHint);

    /// <summary>Reads a section alone, as IMAP's BODY[HEADER] gives it. What follows a blank line is ignored.</summary>
    public static HeaderList Parse(ReadOnlyMemory<byte> section, MimeLimits? limits = null)
    {
        var scanner = new HeaderScanner(section.Span, complete: true, limits ?? MimeLimits.Default, boundaries: null);
        scanner.TryScan(isMessage: true);
        return new HeaderList(section[..scanner.SectionEnd], scanner.Fields, scanner.Defects);
    }

    /// <summary>The first field of a name, or null.</summary>
    public HeaderField? Find(string name)
    {
        var place = IndexOf(name, 0);
        return place < 0 ? null : this[place];
    }

    /// <summary>All fields of a name in order.</summary>
    public IEnumerable<HeaderField> FindAll(string name)
    {
        for (var place = IndexOf(name, 0); place >= 0; place = IndexOf(name, place + 1))
            yield return this[place];
    }

    /// <summary>Whether there is a field of that name.</summary>
    public bool Contains(string name) => IndexOf(name, 0) >= 0;

    /// <summary>The first field's value, unfolded but with its encoded words; null when absent.</summary>
    public string? Value(string name) => Find(name)?.Value;

    /// <summary>The first field's value as unstructured text (RFC 2047 decoded); null when absent.</summary>
    public string? Decoded(string name) => Find(name)?.Decoded;

    /// <summary>The addresses of all fields of that name, joined as repeated To and Cc fields are meant.</summary>
    public AddressList Addresses(string name)
    {
        AddressList? joined = null;
        for (var place = IndexOf(name, 0); place >= 0; place = IndexOf(name, place + 1))
        {
            var list = AddressList.Parse(this[place].Value);
            joined = joined is null ? list : joined.Concat(list);
        }
        return joined ?? AddressList.Empty;
    }

    /// <summary>The first field's date; null when absent or unreadable.</summary>
    public DateTimeOffset? Date(string name) => Find(name) is { } field && MailDate.TryParse(field.Value, out var date) ? date : null;

    /// <summary>The message identifiers of the first field; empty when absent.</summary>
    public IReadOnlyList<string> MessageIds(string name) => Find(name) is { } field ? MessageIdList.Parse(field.Value) : [];

    /// <inheritdoc/>
    public IEnumerator<HeaderField> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Where the next field of a name stands; negative where there is none any more.</summary>
    private int IndexOf(string name, int from)
    {
        var section = Raw.Span;
        for (var i = from; i < spans.Count; i++)
        {
            var span = spans[i];
            if (span.NameLength == name.Length && Ascii.EqualsIgnoreCase(section.Slice(span.Start, span.NameLength), name))
                return i;
        }
        return -1;
    }

    /// <summary>Raw 8-bit fields are most often written in the charset of the body below them.</summary>
    internal void HintCharset(string? charset) => charsetHint = charset;
}
