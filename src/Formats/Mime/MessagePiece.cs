using System.Buffers;
using System.Runtime.InteropServices;

namespace Mapigate.Formats.Mime;

/// <summary>A stretch of a message that is being written: bytes at hand, or a stream to be opened when its turn comes.</summary>
/// <param name="Bytes">The bytes before encoding.</param>
/// <param name="Open">The stream, or null where the bytes are at hand.</param>
/// <param name="Kind">What happens to them on the way.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MessagePiece(ReadOnlyMemory<byte> Bytes, Func<Stream>? Open, ContentEncoder.Kind Kind)
{
    internal ContentEncoder CreateEncoder() => new(Kind);

    internal void Write(IBufferWriter<byte> destination)
    {
        if (Kind == ContentEncoder.Kind.None)
            destination.Write(Bytes.Span);
        else
            CreateEncoder().Write(Bytes.Span, destination);
    }
}
