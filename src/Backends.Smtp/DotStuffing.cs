using System.Buffers;

namespace Mapigate.Backends.Smtp;

/// <summary>
/// Brings content, block by block, into the form that DATA carries (RFC 5321 4.5.2): a dot doubled at the start of a line, every line ended by CRLF.
/// A line end of another kind becomes CRLF too: left alone, some servers would take ".\n" inside a message for its end.
/// </summary>
/// <param name="doublesDots">False for content that BDAT carries, whose end is told by its length (RFC 3030 2).</param>
internal sealed class DotStuffing(bool doublesDots = true)
{
    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);

    private bool _atLineStart = true;
    private bool _afterReturn;

    /// <summary>Most bytes that a block of that many bytes can become.</summary>
    public static int LongestOutput(int block) => (2 * block) + 4;

    /// <returns>Number of bytes written.</returns>
    public int Write(ReadOnlySpan<byte> block, Span<byte> output)
    {
        var written = 0;
        while (!block.IsEmpty)
        {
            if (_afterReturn)
            {
                EndLine(output, ref written);
                block = block[0] == '\n' ? block[1..] : block;
                continue;
            }

            if (doublesDots && _atLineStart && block[0] == '.')
            {
                output[written++] = (byte)'.';
            }

            var length = block.IndexOfAny(LineEnds);
            var text = length < 0 ? block : block[..length];
            text.CopyTo(output[written..]);
            written += text.Length;
            if (length < 0)
            {
                _atLineStart = false;
                break;
            }

            if (block[length] == '\r')
            {
                _afterReturn = true;
                _atLineStart = false;
            }
            else
            {
                EndLine(output, ref written);
            }

            block = block[(length + 1)..];
        }

        return written;
    }

    /// <summary>Ends a line that is still open; the final dot is the caller's.</summary>
    public int Complete(Span<byte> output)
    {
        var written = 0;
        if (_afterReturn || !_atLineStart)
        {
            EndLine(output, ref written);
        }

        return written;
    }

    private void EndLine(Span<byte> output, ref int written)
    {
        "\r\n"u8.CopyTo(output[written..]);
        written += 2;
        _afterReturn = false;
        _atLineStart = true;
    }
}
