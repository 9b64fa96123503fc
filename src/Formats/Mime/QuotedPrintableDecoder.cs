using System.Runtime.InteropServices;

namespace Mapigate.Formats.Mime;

/// <summary>RFC 2045 6.7. An equals sign that begins no escape stays as it is; blanks at the end of a line were added on the way and go.</summary>
internal sealed class QuotedPrintableDecoder : ITransferDecoder
{
    /// <summary>No relay adds so many blanks: a longer run is content. Less than that may stay undecided between two pieces.</summary>
    private const int MaxBlanks = 1000;

    private bool inLongRun;

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
            if (run > 0)
                inLongRun = false;
            if (run == rest.Length)
                break;

            rest = input[read..];
            if (rest[0] != '=')
            {
                var blanks = Blanks.At(rest, 0, final);
                if (blanks.IsUndecided && !inLongRun)
                    break;
                if (blanks.IsLineEnd && !inLongRun)
                {
                    read += blanks.Count;
                    continue;
                }
                inLongRun = blanks.Count > MaxBlanks || inLongRun;
                rest[..blanks.Count].CopyTo(output[written..]);
                written += blanks.Count;
                read += blanks.Count;
                continue;
            }

            inLongRun = false;
            if (rest.Length < 3 && !final && (rest.Length < 2 || HexValue(rest[1]) >= 0))
                break;
            if (rest.Length >= 3 && HexValue(rest[1]) is var high and >= 0 && HexValue(rest[2]) is var low and >= 0)
            {
                output[written++] = (byte)(high << 4 | low);
                read += 3;
                continue;
            }
            var behind = Blanks.At(rest, 1, final);
            if (behind.IsUndecided)
                break;
            if (behind.IsLineEnd)
            {
                read += 1 + behind.Count + behind.LineBreak;
                continue;
            }
            output[written++] = (byte)'=';
            read++;
        }
        consumed = read;
        return written;
    }

    internal static int HexValue(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };

    /// <summary>A run of blanks, possibly of none, and what comes behind it.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Blanks(int Count, bool IsLineEnd, int LineBreak, bool IsUndecided)
    {
        internal static Blanks At(ReadOnlySpan<byte> rest, int start, bool final)
        {
            var scanned = rest[start..Math.Min(rest.Length, start + MaxBlanks + 1)];
            var count = scanned.IndexOfAnyExcept((byte)' ', (byte)'\t');
            if (count < 0)
                count = scanned.Length;
            var end = start + count;
            if (count > MaxBlanks)
                return new Blanks(count, IsLineEnd: false, LineBreak: 0, IsUndecided: false);
            if (end == rest.Length || (rest[end] == '\r' && end + 1 == rest.Length))
                return new Blanks(count, final, rest.Length - end, !final);
            if (rest[end] == '\n')
                return new Blanks(count, IsLineEnd: true, LineBreak: 1, IsUndecided: false);
            var isBreak = rest[end] == '\r' && rest[end + 1] == '\n';
            return new Blanks(count, isBreak, LineBreak: 2, IsUndecided: false);
        }
    }
}
