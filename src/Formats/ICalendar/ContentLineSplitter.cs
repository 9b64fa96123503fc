namespace Mapigate.Formats.ICalendar;

/// <summary>
/// Cuts a stream into unfolded lines (RFC 5545 3.1). Joins octets before anything is decoded, since folds may fall inside a
/// character; takes CRLF, LF, CR and CR CR LF as line ends; joins the soft line breaks of vCalendar 1.0's QUOTED-PRINTABLE.
/// </summary>
internal ref struct ContentLineSplitter(ReadOnlySpan<byte> octets, int maxLineOctets)
{
    private byte[] _joined = [];
    private ReadOnlySpan<byte> _rest = octets.StartsWith("\uFEFF"u8) ? octets[3..] : octets;
    private int _length;
    private int _physicalLine;

    /// <summary>Number of the physical line at which the current line begins, from 1.</summary>
    public int LineNumber { get; private set; }

    /// <summary>The current line without folds; valid until the next call of <see cref="Next"/>.</summary>
    public ReadOnlySpan<byte> Line { get; private set; }

    /// <summary>Whether octets beyond the bound were left out of the current line.</summary>
    public bool Truncated { get; private set; }

    /// <summary>Goes on to the next line that is not blank.</summary>
    public bool Next()
    {
        Truncated = false;
        ReadOnlySpan<byte> first;
        do
        {
            if (_rest.IsEmpty)
            {
                return false;
            }

            LineNumber = _physicalLine + 1;
            first = TakePhysicalLine();
        }
        while (IsBlank(first));

        _length = 0;
        Line = first;
        while (true)
        {
            if (EndsInSoftBreak(Line))
            {
                Join(TakePhysicalLine(), dropFromEnd: 1);
                continue;
            }

            // Blank lines within a folded line are an effect of doubled line ends.
            var ahead = _rest;
            while (!ahead.IsEmpty && ahead[0] is (byte)'\r' or (byte)'\n')
            {
                ahead = ahead[1..];
            }

            if (ahead.IsEmpty || ahead[0] is not ((byte)' ' or (byte)'\t'))
            {
                break;
            }

            while (_rest.Length > ahead.Length)
            {
                TakePhysicalLine();
            }

            Join(TakePhysicalLine()[1..], dropFromEnd: 0);
        }

        if (Line.Length > maxLineOctets)
        {
            Truncated = true;
            Line = Line[..maxLineOctets];
        }

        return true;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\0"u8) < 0;

    private void Join(scoped ReadOnlySpan<byte> continuation, int dropFromEnd)
    {
        if (_length == 0)
        {
            Ensure(Line.Length);
            Line.CopyTo(_joined);
            _length = Line.Length;
        }

        _length -= dropFromEnd;
        if (_length + continuation.Length > maxLineOctets)
        {
            Truncated = true;
            continuation = continuation[..Math.Max(0, maxLineOctets - _length)];
        }

        Ensure(_length + continuation.Length);
        continuation.CopyTo(_joined.AsSpan(_length));
        _length += continuation.Length;
        Line = _joined.AsSpan(0, _length);
    }

    private void Ensure(int length)
    {
        if (_joined.Length < length)
        {
            Array.Resize(ref _joined, Math.Max(length, Math.Max(256, _joined.Length * 2)));
        }
    }

    private ReadOnlySpan<byte> TakePhysicalLine()
    {
        _physicalLine++;
        var end = _rest.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0)
        {
            var last = _rest;
            _rest = [];
            return last;
        }

        var line = _rest[..end];
        var next = end;
        while (next < _rest.Length && _rest[next] == '\r')
        {
            next++;
        }

        if (next < _rest.Length && _rest[next] == '\n')
        {
            next++;
        }
        else
        {
            next = end + 1;
        }

        _rest = _rest[next..];
        return line;
    }

    private readonly bool EndsInSoftBreak(ReadOnlySpan<byte> line)
    {
        if (!line.EndsWith("="u8) || _rest.IsEmpty || line.Length >= maxLineOctets)
        {
            return false;
        }

        // In quoted-printable a '=' at the end means nothing but a soft break; in base64 it is padding.
        var colon = line.IndexOf((byte)':');
        return colon > 0 && ContainsQuotedPrintable(line[..colon]);
    }

    private static bool ContainsQuotedPrintable(ReadOnlySpan<byte> head)
    {
        var name = "QUOTED-PRINTABLE"u8;
        for (var i = head.IndexOfAny((byte)'Q', (byte)'q'); i >= 0 && i + name.Length <= head.Length; i++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(head.Slice(i, name.Length), name))
            {
                return true;
            }
        }

        return false;
    }
}
