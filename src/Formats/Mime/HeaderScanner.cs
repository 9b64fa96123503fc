using System.Buffers;

namespace Mapigate.Formats.Mime;

/// <summary>Finds the fields of a header section and its end. RFC 5322 2.2 and 3.6.8, and what is sent instead of it.</summary>
internal ref struct HeaderScanner(ReadOnlySpan<byte> data, bool complete, MimeLimits limits, BoundaryStack? boundaries)
{
    /// <summary>ftext: printable ASCII but the colon; and raw 8-bit, so that a damaged name stays a field of its own.</summary>
    private static readonly SearchValues<byte> FieldName = SearchValues.Create(
        Enumerable.Range(33, 94).Concat(Enumerable.Range(128, 128)).Where(value => value != ':').Select(value => (byte)value).ToArray());

    private readonly ReadOnlySpan<byte> data = data;
    private bool skipping;

    /// <summary>Fields in order.</summary>
    internal List<HeaderSpan> Fields { get; } = new(16);

    internal MimeDefects Defects { get; private set; }

    /// <summary>Length of the section without the blank line.</summary>
    internal int SectionEnd { get; private set; }

    /// <summary>Where the body begins.</summary>
    internal int BodyStart { get; private set; }

    /// <summary>Scans. False: the section goes on behind the data and more of it must be brought.</summary>
    /// <param name="isMessage">Whether this is a whole message, before which a line of a mailbox file or empty lines may stand.</param>
    internal bool TryScan(bool isMessage)
    {
        var position = 0;
        if (isMessage && !TrySkipToFirstField(out position))
            return false;
        while (true)
        {
            if (position >= data.Length)
                return complete && End(data.Length, data.Length, MimeDefects.MissingHeaderBodySeparator);
            if (!TryReadLine(position, out var line, out var next))
                return false;
            if (line.IsEmpty)
                return End(position, next, MimeDefects.None);
            // A delimiter where a field should be: an empty body, or the first part of this very multipart.
            if (line.StartsWith("--"u8) && (boundaries is null || line.Length > 2))
                return End(position, position, MimeDefects.MissingHeaderBodySeparator);

            var nameLength = NameLength(line);
            if (nameLength > 0)
            {
                Add(position, nameLength, line);
            }
            else if (line[0] is (byte)' ' or (byte)'\t' && Fields.Count == 0)
            {
                // A first field that was indented by mistake.
                var indent = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
                nameLength = indent < 0 ? 0 : NameLength(line[indent..]);
                if (nameLength == 0)
                    return End(position, indent < 0 ? next : position, MimeDefects.MissingHeaderBodySeparator);
                Add(position + indent, nameLength, line[indent..]);
            }
            else if (line[0] is (byte)' ' or (byte)'\t')
            {
                if (line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0)
                {
                    if (!TryIsHeaderAt(next, orContinuation: true, out var followed))
                        return false;
                    if (!followed)
                        return End(position, next, MimeDefects.MalformedHeaderLine);
                }
                Extend(position + line.Length);
            }
            else
            {
                if (Fields.Count == 0)
                    return End(position, position, MimeDefects.MissingHeaderBodySeparator);
                if (!LastFieldWantsMore())
                {
                    if (!TryIsHeaderAt(next, orContinuation: false, out var followed))
                        return false;
                    if (!followed)
                        return End(position, position, MimeDefects.MissingHeaderBodySeparator);
                }
                Defects |= MimeDefects.MalformedHeaderLine;
                Extend(position + line.Length);
            }
            position = next;
        }
    }

    /// <summary>Length of the field name at the start of a line, or 0. Blanks before the colon are obsolete syntax (RFC 5322 4.5) and allowed.</summary>
    internal static int NameLength(ReadOnlySpan<byte> line)
    {
        var length = line.IndexOfAnyExcept(FieldName);
        if (length <= 0)
            return 0;
        if (line[length] == ':')
            return length;
        var blank = line[length..].IndexOfAnyExcept((byte)' ', (byte)'\t');
        return blank > 0 && line[length + blank] == ':' ? length : 0;
    }

    private readonly bool TrySkipToFirstField(out int position)
    {
        position = 0;
        if (!TryReadLine(0, out var line, out var next))
            return false;
        if (line.StartsWith("From "u8) || line.StartsWith(">From "u8))
        {
            position = next;
            return true;
        }
        while (next < data.Length && line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0)
        {
            if (!TryReadLine(next, out line, out var following))
                return false;
            if (NameLength(line) > 0)
                position = next;
            next = following;
        }
        return true;
    }

    private readonly bool TryReadLine(int position, out ReadOnlySpan<byte> line, out int next)
    {
        line = data[position..];
        var length = line.IndexOf((byte)'\n');
        if (length < 0)
        {
            next = data.Length;
            if (!complete)
                return false;
        }
        else
        {
            next = position + length + 1;
            line = line[..length];
        }
        while (line.Length > 0 && line[^1] == '\r')
            line = line[..^1];
        return true;
    }

    private readonly bool TryIsHeaderAt(int position, bool orContinuation, out bool isHeader)
    {
        isHeader = false;
        if (!TryReadLine(position, out var line, out _))
            return false;
        isHeader = NameLength(line) > 0 || (orContinuation && line.Length > 0 && line[0] is (byte)' ' or (byte)'\t');
        return true;
    }

    /// <summary>A list or parameter that was cut without indentation: the next line belongs to it whatever it is.</summary>
    private readonly bool LastFieldWantsMore()
    {
        var last = Fields[^1];
        var value = data[last.ValueStart..last.End].TrimEnd(" \t\r\n"u8);
        return value.Length > 0 && value[^1] is (byte)';' or (byte)',';
    }

    private void Add(int start, int nameLength, ReadOnlySpan<byte> line)
    {
        skipping = Fields.Count >= limits.MaxHeaderFields || start + line.Length > limits.MaxHeaderBytes;
        if (skipping)
            Defects |= MimeDefects.HeaderLimit;
        else
            Fields.Add(new HeaderSpan(start, nameLength, start + nameLength + line[nameLength..].IndexOf((byte)':') + 1, start + line.Length));
    }

    private void Extend(int end)
    {
        if (skipping || end > limits.MaxHeaderBytes)
        {
            Defects |= MimeDefects.HeaderLimit;
            return;
        }
        Fields[^1] = Fields[^1] with { End = end };
    }

    private bool End(int sectionEnd, int bodyStart, MimeDefects defects)
    {
        SectionEnd = sectionEnd;
        BodyStart = bodyStart;
        Defects |= defects;
        return true;
    }
}
