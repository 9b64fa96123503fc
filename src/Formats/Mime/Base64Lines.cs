using System.Buffers;
using System.Buffers.Text;

namespace Mapigate.Formats.Mime;

/// <summary>RFC 2045 6.8: base64 in lines of 76 characters. The last line has no break behind it.</summary>
internal sealed class Base64Lines
{
    /// <summary>Bytes that fill a line.</summary>
    internal const int LineBytes = 57;

    private bool begun;

    /// <summary>Writes whole lines; only the last call may bring a number of bytes that is no multiple of <see cref="LineBytes"/>.</summary>
    internal void Write(ReadOnlySpan<byte> content, IBufferWriter<byte> output)
    {
        while (!content.IsEmpty)
        {
            var line = content[..Math.Min(LineBytes, content.Length)];
            var target = output.GetSpan(78);
            var length = 0;
            if (begun)
            {
                target[0] = (byte)'\r';
                target[1] = (byte)'\n';
                length = 2;
            }
            Base64.EncodeToUtf8(line, target[length..], out _, out var written);
            output.Advance(length + written);
            content = content[line.Length..];
            begun = true;
        }
    }
}
