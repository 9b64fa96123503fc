namespace Mapigate.Formats.Mime;

internal sealed class MemorySource(ReadOnlyMemory<byte> bytes) : MimeSource
{
    internal override long Length => bytes.Length;

    internal override ReadOnlyMemory<byte>? Memory => bytes;

    internal override int Read(long offset, Span<byte> destination)
    {
        var count = (int)Math.Min(destination.Length, bytes.Length - offset);
        bytes.Span.Slice((int)offset, count).CopyTo(destination);
        return count;
    }
}
