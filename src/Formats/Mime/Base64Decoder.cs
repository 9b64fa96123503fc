using System.Buffers.Text;

namespace Mapigate.Formats.Mime;

/// <summary>RFC 2045 6.8. Characters outside the alphabet are skipped; padding ends the data, so that a footer added by a list is not decoded.</summary>
internal sealed class Base64Decoder : ITransferDecoder
{
    private const byte Pad = 0xFE;
    private const byte Junk = 0xFF;

    private static readonly byte[] Values = CreateValues();

    private int quantum;
    private int held;
    private int pads;
    private bool ended;

    public int MaxOutput(int inputLength) => inputLength / 4 * 3 + 6;

    public int Decode(ReadOnlySpan<byte> input, bool final, Span<byte> output, out int consumed)
    {
        consumed = input.Length;
        int read = 0, written = 0, lineEnd = -1;
        while (read < input.Length && !ended)
        {
            // Whole lines go through the vectorised decoder; it stops at padding and junk, which are then taken one by one.
            if (held == 0)
            {
                if (lineEnd < read)
                    lineEnd = LineEnd(input, read);
                var run = input[read..lineEnd];
                Base64.DecodeFromUtf8(run[..(run.Length & ~3)], output[written..], out var decoded, out var count, isFinalBlock: false);
                written += count;
                read += decoded;
                if (count > 0)
                    pads = 0;
                if (read == input.Length)
                    break;
            }
            do
            {
                written += Take(input[read++], output[written..]);
            }
            while (read < input.Length && !ended && (held != 0 || input[read] is (byte)'\r' or (byte)'\n'));
        }
        if (final)
            written += Finish(output[written..]);
        return written;
    }

    /// <summary>The characters before any padding that are neither of the alphabet nor a line break.</summary>
    internal static int CountForeign(ReadOnlySpan<byte> sample)
    {
        var count = 0;
        foreach (var symbol in sample)
        {
            if (symbol == '=')
                break;
            if (Values[symbol] == Junk && symbol is not ((byte)'\r' or (byte)'\n'))
                count++;
        }
        return count;
    }

    private static int LineEnd(ReadOnlySpan<byte> input, int start)
    {
        var length = input[start..].IndexOf((byte)'\n');
        if (length < 0)
            return input.Length;
        return length > 0 && input[start + length - 1] == '\r' ? start + length - 1 : start + length;
    }

    private int Take(byte symbol, Span<byte> output)
    {
        var value = Values[symbol];
        if (value == Junk)
            return 0;
        if (value == Pad)
        {
            if (held < 2 || held + ++pads < 4)
                return 0;
            ended = true;
            return Flush(output);
        }
        pads = 0;
        quantum = quantum << 6 | value;
        if (++held < 4)
            return 0;
        output[0] = (byte)(quantum >> 16);
        output[1] = (byte)(quantum >> 8);
        output[2] = (byte)quantum;
        quantum = held = 0;
        return 3;
    }

    private int Finish(Span<byte> output)
    {
        if (ended)
            return 0;
        ended = true;
        return Flush(output);
    }

    /// <summary>The bytes of an unfinished quantum: two symbols make one byte, three make two.</summary>
    private int Flush(Span<byte> output)
    {
        switch (held)
        {
            case 2:
                output[0] = (byte)(quantum >> 4);
                return 1;
            case 3:
                output[0] = (byte)(quantum >> 10);
                output[1] = (byte)(quantum >> 2);
                return 2;
            default:
                return 0;
        }
    }

    private static byte[] CreateValues()
    {
        var values = new byte[256];
        values.AsSpan().Fill(Junk);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (var i = 0; i < alphabet.Length; i++)
            values[alphabet[i]] = (byte)i;
        values['='] = Pad;
        return values;
    }
}
