using System.Buffers;

namespace Mapigate.Formats.Mime;

/// <summary>Encodes content piece by piece.</summary>
internal sealed class ContentEncoder(ContentEncoder.Kind kind)
{
    /// <summary>Whole base64 lines, so that only the last piece can end within one.</summary>
    internal const int PieceSize = Base64Lines.LineBytes * 1024;

    private readonly Base64Lines base64 = new();
    private bool afterReturn;

    /// <summary>What happens to the content.</summary>
    internal enum Kind
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>Base64 in lines.</summary>
        Base64,

        /// <summary>Lone line feeds and returns become CRLF.</summary>
        Lines,
    }

    internal void Write(ReadOnlySpan<byte> content, IBufferWriter<byte> destination)
    {
        switch (kind)
        {
            case Kind.Base64:
                base64.Write(content, destination);
                break;
            case Kind.Lines:
                WriteLines(content, destination);
                break;
            default:
                destination.Write(content);
                break;
        }
    }

    private void WriteLines(ReadOnlySpan<byte> content, IBufferWriter<byte> destination)
    {
        while (!content.IsEmpty)
        {
            if (afterReturn && content[0] == '\n')
                content = content[1..];
            afterReturn = false;
            var lineBreak = content.IndexOfAny((byte)'\r', (byte)'\n');
            if (lineBreak < 0)
            {
                destination.Write(content);
                return;
            }
            destination.Write(content[..lineBreak]);
            destination.Write("\r\n"u8);
            afterReturn = content[lineBreak] == '\r';
            content = content[(lineBreak + 1)..];
        }
    }
}
