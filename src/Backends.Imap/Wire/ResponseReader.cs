using System.Buffers;
using System.Buffers.Text;

namespace Mapigate.Backends.Imap.Wire;

/// <summary>
/// Reads the tokens of one response in place. What is not understood can be skipped as a whole; what cannot even be skipped is an <see cref="ImapProtocolException"/>.
/// RFC 3501 4, 9
/// </summary>
internal ref struct ResponseReader(ReadOnlySpan<byte> data)
{
    private static readonly SearchValues<byte> AtomEnds = SearchValues.Create(" ()\r\n"u8);
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" ()[\r\n"u8);

    private readonly ReadOnlySpan<byte> _data = data;

    public int Position { get; set; }

    /// <summary>The next byte; zero at the end of the response.</summary>
    public readonly byte Peek => Position < _data.Length && _data[Position] is not ((byte)'\r' or (byte)'\n') ? _data[Position] : (byte)0;

    public readonly bool AtEnd => Peek == 0;

    /// <summary>What has not been read yet, without the line end.</summary>
    public readonly ReadOnlySpan<byte> Rest => _data[Position..].TrimEnd("\r\n"u8);

    public readonly ReadOnlySpan<byte> Since(int position) => _data[position..Position];

    public void SkipSpaces()
    {
        while (Position < _data.Length && _data[Position] == ' ')
        {
            Position++;
        }
    }

    /// <summary>Takes the byte if it is next.</summary>
    public bool TryTake(byte expected)
    {
        if (Peek != expected)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Takes the byte, spaces before it included, if it is next.</summary>
    public bool TryTakeAfterSpaces(byte expected)
    {
        SkipSpaces();
        return TryTake(expected);
    }

    /// <summary>Whether the byte is next, behind spaces, which are taken.</summary>
    public bool TryPeekAfterSpaces(byte expected)
    {
        SkipSpaces();
        return Peek == expected;
    }

    /// <summary>Whether a digit is next, behind spaces, which are taken.</summary>
    public bool TryPeekNumberAfterSpaces()
    {
        SkipSpaces();
        return Peek is >= (byte)'0' and <= (byte)'9';
    }

    /// <summary>A run of bytes up to a space, a parenthesis or the end; may be empty.</summary>
    public ReadOnlySpan<byte> ReadAtom()
    {
        SkipSpaces();
        var rest = _data[Position..];
        var length = rest.IndexOfAny(AtomEnds);
        if (length < 0)
        {
            length = rest.Length;
        }

        Position += length;
        return rest[..length];
    }

    /// <summary>A FETCH item's name: an atom whose brackets may hold spaces and parentheses, BODY[HEADER.FIELDS (From)]&lt;0&gt;.</summary>
    public ReadOnlySpan<byte> ReadItemName()
    {
        SkipSpaces();
        var begin = Position;
        var rest = _data[begin..];
        var stop = rest.IndexOfAny(NameEnds);
        if (stop >= 0 && rest[stop] == '[')
        {
            var close = rest[stop..].IndexOf((byte)']');
            if (close < 0)
            {
                throw new ImapProtocolException("A section has no closing bracket.");
            }

            stop += close + 1;
            var origin = rest[stop..].IndexOfAny(AtomEnds);
            Position += origin < 0 ? rest.Length : stop + origin;
        }
        else
        {
            Position += stop < 0 ? rest.Length : stop;
        }

        return Since(begin);
    }

    /// <summary>A number; zero where it is missing, NIL, negative or too large, which some servers send.</summary>
    public ulong ReadNumber()
    {
        if (TryTakeAfterSpaces((byte)'"'))
        {
            Position--;
            return Utf8Parser.TryParse(ReadString(out _), out ulong quoted, out _) ? quoted : 0;
        }

        return Utf8Parser.TryParse(ReadAtom(), out ulong value, out _) ? value : 0;
    }

    /// <summary>The number at the start of an untagged response; false leaves the position.</summary>
    public bool TryReadLeadingNumber(out uint number)
    {
        if (!Utf8Parser.TryParse(_data[Position..], out number, out var used) || Position + used >= _data.Length || _data[Position + used] != ' ')
        {
            return false;
        }

        Position += used + 1;
        return true;
    }

    /// <summary>A quoted string, literal or atom. NIL is reported and reads as empty.</summary>
    public ReadOnlySpan<byte> ReadString(out bool isNil)
    {
        SkipSpaces();
        isNil = false;
        switch (Peek)
        {
            case (byte)'"':
                return ReadQuoted();
            case (byte)'{':
                return ReadLiteral();
            case (byte)'~' when Position + 1 < _data.Length && _data[Position + 1] == '{':
                Position++;
                return ReadLiteral();
            default:
                var atom = ReadAtom();
                isNil = Ascii.Is(atom, "NIL"u8);
                return isNil ? default : atom;
        }
    }

    /// <summary>Skips an atom, a string or a parenthesized list with all that it holds.</summary>
    public void SkipValue()
    {
        SkipSpaces();
        var depth = 0;
        do
        {
            SkipSpaces();
            switch (Peek)
            {
                case 0:
                    if (depth > 0)
                    {
                        throw new ImapProtocolException("A list has no end.");
                    }

                    return;
                case (byte)'(':
                    Position++;
                    depth++;
                    break;
                case (byte)')':
                    if (depth == 0)
                    {
                        return;
                    }

                    Position++;
                    depth--;
                    break;
                default:
                    _ = ReadString(out _);
                    break;
            }
        }
        while (depth > 0);
    }

    private ReadOnlySpan<byte> ReadQuoted()
    {
        Position++;
        var rest = _data[Position..];
        var stop = rest.IndexOfAny("\"\\"u8);
        if (stop >= 0 && rest[stop] == '"')
        {
            Position += stop + 1;
            return rest[..stop];
        }

        return ReadEscaped(rest);
    }

    private ReadOnlySpan<byte> ReadEscaped(ReadOnlySpan<byte> rest)
    {
        var end = 0;
        while (end < rest.Length && rest[end] != '"')
        {
            end += rest[end] == '\\' ? 2 : 1;
        }

        if (end >= rest.Length)
        {
            throw new ImapProtocolException("A quoted string has no end.");
        }

        var unescaped = new byte[end];
        var length = 0;
        for (var i = 0; i < end; i++)
        {
            if (rest[i] == '\\')
            {
                i++;
            }

            unescaped[length++] = rest[i];
        }

        Position += end + 1;
        return unescaped.AsSpan(0, length);
    }

    private ReadOnlySpan<byte> ReadLiteral()
    {
        var rest = _data[Position..];
        var lineEnd = rest.IndexOf((byte)'\n');
        if (lineEnd < 0 || !Utf8Parser.TryParse(rest[1..lineEnd], out int length, out _) || length < 0 || length > rest.Length - lineEnd - 1)
        {
            throw new ImapProtocolException("A literal is not as long as announced.");
        }

        Position += lineEnd + 1 + length;
        return rest.Slice(lineEnd + 1, length);
    }
}
