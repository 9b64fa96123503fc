namespace Mapigate.Formats.Mime;

/// <summary>RFC 2045 6.7. An equals sign that begins no escape stays as it is; blanks at the end of a line were added on the way and go.</summary>
internal sealed class QuotedPrintableDecoder : ITransferDecoder
{
    /// <summary>Undecided input that may stay behind; a longer run of blanks is taken literally.</summary>
    private const int MaxHeld = 1024;

    public int MaxOutput(int inputLength) => inputLength;

    public int Decode(ReadOnlySpan<byte> input, bool final, Span<byte> output, out int consumed)
    {
        int read = 0, written = 0;
        while (read < input.Length)
        {
            var rest = input[read..];
            var run = rest.IndexOfAny((byte)'=', (byte)' ', (byte)'\t');
            if (run < 0)
                run = rest.Length;
            rest[..run].CopyTo(output[written..]);
            read += run;
            written += run;
            if (read == input.Length)
                break;

            rest = input[read..];
            if (rest[0] == '=')
            {
                if (!TakeEscape(rest, final, output, ref read, ref written))
                    break;
                continue;
            }
            var blanks = rest.IndexOfAnyExcept((byte)' ', (byte)'\t');
            if (blanks < 0 && !final && rest.Length < MaxHeld)
                break;
            var decided = blanks < 0 ? rest.Length : blanks;
            var atEnd = blanks < 0 ? final : rest[blanks] == '\n' || (rest[blanks] == '\r' && (blanks + 1 == rest.Length ? final : rest[blanks + 1] == '\n'));
            if (blanks >= 0 && rest[blanks] == '\r' && blanks + 1 == rest.Length && !final && rest.Length < MaxHeld)
                break;
            if (!atEnd)
            {
                rest[..decided].CopyTo(output[written..]);
                written += decided;
            }
            read += decided;
        }
        consumed = read;
        return written;
    }

    /// <summary>An escaped byte, a soft line break, or a stray equals sign. False: more input is needed to tell.</summary>
    private static bool TakeEscape(ReadOnlySpan<byte> rest, bool final, Span<byte> output, ref int read, ref int written)
    {
        if (rest.Length >= 3 && HexValue(rest[1]) is var high and >= 0 && HexValue(rest[2]) is var low and >= 0)
        {
            output[written++] = (byte)(high << 4 | low);
            read += 3;
            return true;
        }
        var blanks = rest[1..].IndexOfAnyExcept((byte)' ', (byte)'\t');
        var next = blanks < 0 ? rest.Length : 1 + blanks;
        if (!final && rest.Length < MaxHeld && (next == rest.Length || (next == 1 && rest.Length < 3 && rest[1] != '\n') || (rest[next] == '\r' && next + 1 == rest.Length)))
            return false;
        if (next == rest.Length)
        {
            read += rest.Length;
            return true;
        }
        if (rest[next] == '\n')
        {
            read += next + 1;
            return true;
        }
        if (rest[next] == '\r')
        {
            read += next + (next + 1 < rest.Length && rest[next + 1] == '\n' ? 2 : 1);
            return true;
        }
        output[written++] = (byte)'=';
        read++;
        return true;
    }

    internal static int HexValue(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };
}
