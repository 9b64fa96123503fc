using System.Buffers;

namespace Mapigate.Formats.Mime;

/// <summary>RFC 2045 6.7 for text whose lines end in CRLF: no line longer than 76 characters, no blank at the end of one.</summary>
internal static class QuotedPrintableEncoder
{
    private const int MaxLine = 76;

    /// <summary>Printable ASCII but the equals sign, and blanks.</summary>
    private static readonly SearchValues<byte> Literal = SearchValues.Create(
        Enumerable.Range(' ', 95).Where(value => value != '=').Append('\t').Select(value => (byte)value).ToArray());

    internal static byte[] Encode(ReadOnlySpan<byte> text)
    {
        var output = new ArrayBufferWriter<byte>(text.Length + text.Length / 8 + 64);
        while (true)
        {
            var lineEnd = text.IndexOf("\r\n"u8);
            EncodeLine(lineEnd < 0 ? text : text[..lineEnd], output);
            if (lineEnd < 0)
                return output.WrittenSpan.ToArray();
            output.Write("\r\n"u8);
            text = text[(lineEnd + 2)..];
        }
    }

    private static void EncodeLine(ReadOnlySpan<byte> line, ArrayBufferWriter<byte> output)
    {
        var column = 0;
        while (!line.IsEmpty)
        {
            var run = line.IndexOfAnyExcept(Literal);
            if (run < 0)
                run = line.Length;
            // A blank that ends the line is written as an escape.
            if (run == line.Length && line[^1] is (byte)' ' or (byte)'\t')
                run--;
            // One character of each line is kept for the soft break, unless the line ends here.
            run = Math.Min(run, run == line.Length && column + run <= MaxLine ? run : MaxLine - 1 - column);
            if (run > 0)
            {
                output.Write(line[..run]);
                column += run;
                line = line[run..];
            }
            if (line.IsEmpty)
                return;
            var isLiteral = Literal.Contains(line[0]) && !(line.Length == 1 && line[0] is (byte)' ' or (byte)'\t');
            if (isLiteral || column + 3 > (line.Length == 1 ? MaxLine : MaxLine - 1))
            {
                output.Write("=\r\n"u8);
                column = 0;
                continue;
            }
            var escape = output.GetSpan(3);
            escape[0] = (byte)'=';
            escape[1] = Hex(line[0] >> 4);
            escape[2] = Hex(line[0] & 0xF);
            output.Advance(3);
            column += 3;
            line = line[1..];
        }
    }

    private static byte Hex(int digit) => (byte)(digit < 10 ? '0' + digit : 'A' + digit - 10);
}
