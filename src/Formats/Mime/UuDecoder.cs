namespace Mapigate.Formats.Mime;

/// <summary>The data between the "begin" and "end" lines (POSIX.1 uuencode).</summary>
internal sealed class UuDecoder : ITransferDecoder
{
    private const int MaxLine = 1024;

    private bool begun;
    private bool ended;

    public int MaxOutput(int inputLength) => inputLength + 3;

    public int Decode(ReadOnlySpan<byte> input, bool final, Span<byte> output, out int consumed)
    {
        int read = 0, written = 0;
        while (read < input.Length && !ended)
        {
            var rest = input[read..];
            var length = rest.IndexOf((byte)'\n');
            if (length < 0 && !final && rest.Length < MaxLine)
                break;
            var line = length < 0 ? rest : rest[..length];
            read += length < 0 ? rest.Length : length + 1;
            line = line.TrimEnd("\r"u8);
            if (!begun)
                begun = line.StartsWith("begin "u8) || line.StartsWith("begin-base64 "u8);
            else if (line.SequenceEqual("end"u8))
                ended = true;
            else
                written += DecodeLine(line, output[written..]);
        }
        consumed = ended ? input.Length : read;
        return written;
    }

    private static int DecodeLine(ReadOnlySpan<byte> line, Span<byte> output)
    {
        if (line.IsEmpty)
            return 0;
        var count = line[0] - 32 & 63;
        var data = line[1..];
        count = Math.Min(count, (data.Length + 3) / 4 * 3);
        for (var i = 0; i < count; i++)
        {
            var group = i / 3 * 4;
            var symbol = group + i % 3;
            var (left, right) = (Symbol(data, symbol), Symbol(data, symbol + 1));
            output[i] = (byte)((i % 3) switch
            {
                0 => left << 2 | right >> 4,
                1 => left << 4 | right >> 2,
                _ => left << 6 | right,
            });
        }
        return count;
    }

    /// <summary>Blanks at the end of a line, which stand for zero, are often lost on the way.</summary>
    private static int Symbol(ReadOnlySpan<byte> data, int index) => index < data.Length ? data[index] - 32 & 63 : 0;
}
