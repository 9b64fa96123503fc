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
        if (inLongRun)
        {
            var blanks = input.IndexOfAnyExcept((byte)' ', (byte)'\t');
            inLongRun = blanks < 0;
            Copy(input[..(blanks < 0 ? input.Length : blanks)], output, ref read, ref written);
        }
        while (read < input.Length)
        {
            var rest = input[read..];
            var stop = rest.IndexOfAny((byte)'=', (byte)'\n');
            if (stop >= 0 && rest[stop] == '=')
            {
                Copy(rest[..stop], output, ref read, ref written);
                if (!TakeEscape(rest[stop..], final, output, ref read, ref written))
                    break;
                continue;
            }
            var line = stop < 0 ? rest : rest[..stop];
            var lineBreak = line.Length > 0 && line[^1] == '\r' ? 1 : 0;
            var content = WithoutBlanks(line[..^lineBreak]);
            var isLong = line.Length - lineBreak - content.Length > MaxBlanks;
            if (isLong)
                content = line[..^lineBreak];
            Copy(content, output, ref read, ref written);
            if (stop < 0 && !final)
            {
                inLongRun = isLong && lineBreak == 0;
                break;
            }
            read = input.Length - rest.Length + line.Length - lineBreak;
            Copy(input.Slice(read, lineBreak + (stop < 0 ? 0 : 1)), output, ref read, ref written);
        }
        consumed = read;
        return written;
    }

    /// <summary>An escaped byte, a soft line break, or a stray equals sign. False: more input is needed to tell.</summary>
    private static bool TakeEscape(ReadOnlySpan<byte> rest, bool final, Span<byte> output, ref int read, ref int written)
    {
        if (rest.Length < 3 && !final && (rest.Length < 2 || HexValue(rest[1]) >= 0))
            return false;
        if (rest.Length >= 3 && HexValue(rest[1]) is var high and >= 0 && HexValue(rest[2]) is var low and >= 0)
        {
            output[written++] = (byte)(high << 4 | low);
            read += 3;
            return true;
        }
        var behind = Blanks.At(rest, 1, final);
        if (behind.IsUndecided)
            return false;
        if (behind.IsLineEnd)
        {
            read += 1 + behind.Count + behind.LineBreak;
            return true;
        }
        output[written++] = (byte)'=';
        read++;
        return true;
    }

    private static ReadOnlySpan<byte> WithoutBlanks(ReadOnlySpan<byte> line) => line[..(line.LastIndexOfAnyExcept((byte)' ', (byte)'\t') + 1)];

    private static void Copy(ReadOnlySpan<byte> content, Span<byte> output, ref int read, ref int written)
    {
        content.CopyTo(output[written..]);
        read += content.Length;
        written += content.Length;
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
