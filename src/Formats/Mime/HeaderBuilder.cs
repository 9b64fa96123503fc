using System.Text;

namespace Mapigate.Formats.Mime;

/// <summary>Writes a header section: folded at 76 characters, encoded where it must be, pure ASCII but for addresses that need SMTPUTF8.
/// No value can bring a line break of its own: controls become blanks.</summary>
public sealed class HeaderBuilder
{
    private readonly StringBuilder text = new();

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => text.Length == 0;

    /// <summary>Adds a field of unstructured text, encoded by RFC 2047 where it is not plain ASCII. RFC 5322 2.2.1.</summary>
    /// <exception cref="ArgumentException">The name is no field name.</exception>
    public HeaderBuilder AddText(string name, string value)
    {
        var writer = Begin(name);
        UnstructuredText.Write(writer, value);
        return End(writer);
    }

    /// <summary>Adds an address field; nothing when there is no address. RFC 5322 3.6.3.</summary>
    /// <exception cref="ArgumentException">The name is no field name.</exception>
    public HeaderBuilder AddAddresses(string name, IEnumerable<InternetAddress> addresses)
    {
        var writer = Begin(name);
        return AddressText.Write(writer, addresses) ? End(writer) : this;
    }

    /// <summary>Adds an address field with one mailbox.</summary>
    /// <exception cref="ArgumentException">The name is no field name.</exception>
    public HeaderBuilder AddAddress(string name, MailboxAddress address) => AddAddresses(name, [address]);

    /// <summary>Adds a date field. RFC 5322 3.6.1.</summary>
    /// <exception cref="ArgumentException">The name is no field name.</exception>
    public HeaderBuilder AddDate(string name, DateTimeOffset date) => AddToken(name, MailDate.Format(date));

    /// <summary>Adds a field of message identifiers, each with its angle brackets; nothing when there is none. RFC 5322 3.6.4.</summary>
    /// <exception cref="ArgumentException">The name is no field name.</exception>
    public HeaderBuilder AddMessageIds(string name, IEnumerable<string> ids)
    {
        var writer = Begin(name);
        var any = false;
        foreach (var id in ids.SelectMany(MessageIdList.Parse))
        {
            writer.Word(id);
            any = true;
        }
        return any ? End(writer) : this;
    }

    /// <summary>Adds a field whose value is never folded nor encoded: versions, content ids (a folded one is lost on some readers), priorities.</summary>
    /// <exception cref="ArgumentException">The name is no field name.</exception>
    public HeaderBuilder AddToken(string name, string value)
    {
        var writer = Begin(name);
        writer.Append(HeaderText.WithoutControls(value).Trim());
        return End(writer);
    }

    /// <summary>Adds a field with parameters, such as Content-Type, in a way that old and new readers understand (RFC 2231 and RFC 2047).</summary>
    /// <exception cref="ArgumentException">The name is no field name.</exception>
    public HeaderBuilder AddParameterized(string name, string value, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var writer = Begin(name);
        writer.Append(HeaderText.WithoutControls(value).Trim());
        foreach (var parameter in parameters)
            ParameterText.Write(writer, parameter.Key, parameter.Value);
        return End(writer);
    }

    /// <summary>Adds a field as it came from a message that was read, folding included, if its bytes are a sound field; else its decoded text.</summary>
    public HeaderBuilder AddRaw(HeaderField field)
    {
        var raw = field.Raw.Span;
        var name = field.Name;
        if (!Ascii.IsValid(raw) || !IsFieldName(name) || !IsSoundFolding(raw))
            return IsFieldName(name) ? AddText(name, field.Decoded) : this;
        text.Append(Encoding.ASCII.GetString(raw).ReplaceLineEndings("\r\n").TrimEnd()).Append("\r\n");
        return this;
    }

    /// <summary>The section with CRLF behind each field, without the blank line that ends it.</summary>
    public byte[] ToArray() => Encoding.UTF8.GetBytes(text.ToString());

    internal static bool IsFieldName(string name) =>
        name.Length is > 0 and <= 76 && !name.AsSpan().ContainsAnyExceptInRange('!', '~') && !name.Contains(':', StringComparison.Ordinal);

    private static bool IsSoundFolding(ReadOnlySpan<byte> raw)
    {
        while (raw.IndexOfAny((byte)'\r', (byte)'\n') is var lineBreak and >= 0)
        {
            if (lineBreak > 998)
                return false;
            raw = raw[lineBreak] == '\r' && lineBreak + 1 < raw.Length && raw[lineBreak + 1] == '\n' ? raw[(lineBreak + 2)..] : raw[(lineBreak + 1)..];
            if (raw.IsEmpty || raw[0] is not ((byte)' ' or (byte)'\t') || raw.Trim(" \t"u8).IsEmpty)
                return false;
        }
        return raw.Length <= 998 && !raw.Contains((byte)0);
    }

    private static FoldingWriter Begin(string name)
    {
        if (!IsFieldName(name))
            throw new ArgumentException($"'{name}' is no field name.", nameof(name));
        return new FoldingWriter(name + ": ");
    }

    private HeaderBuilder End(FoldingWriter writer)
    {
        text.Append(writer.ToString()).Append("\r\n");
        return this;
    }
}
