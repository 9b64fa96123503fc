using System.Buffers;
using System.Buffers.Text;

namespace Mapigate.Formats.Mime;

/// <summary>RFC 2045 6.8. Characters outside the alphabet are skipped; padding ends the data, so that a footer added by a list is not decoded.</summary>
internal sealed class Base64Decoder : ITransferDecoder
{
    private const byte Pad = 0xFE;
    private const byte Junk = 0xFF;

    private static readonly SearchValues<byte> Alphabet = SearchValues.Create(Symbols);
    private static readonly byte[] Values = CreateValues();

    private static ReadOnlySpan<byte> Symbols => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;

    private int quantum;
    private int held;
    private int pads;
    private bool ended;

    public int MaxOutput(int inputLength) => inputLength / 4 * 3 + 6;

    public int Decode(ReadOnlySpan<byte> input, bool final, Span<byte> output, out int consumed)
    {
        consumed = input.Length;
        int read = 0, written = 0;
        while (read < input.Length && !ended)
        {
            // Runs of the alphabet go through the vectorised decoder, what is between them symbol by symbol.
            if (held == 0)
            {
                var run = input[read..].IndexOfAnyExcept(Alphabet);
                run = (run < 0 ? input.Length - read : run) & ~3;
                if (run > 0)
                {
                    Base64.DecodeFromUtf8(input.Slice(read, run), output[written..], out _, out var count, isFinalBlock: false);
                    written += count;
                    read += run;
                    pads = 0;
                    continue;
                }
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
        for (var i = 0; i < Symbols.Length; i++)
            values[Symbols[i]] = (byte)i;
        values['='] = Pad;
        return values;
    }
}
