namespace Mapigate.Formats.Mime;

/// <summary>Where the bytes of a message lie. Reads are positional and may run in parallel.</summary>
internal abstract class MimeSource
{
    internal abstract long Length { get; }

    /// <summary>Copies from <paramref name="offset"/>; returns fewer bytes only at the end.</summary>
    internal abstract int Read(long offset, Span<byte> destination);

    /// <summary>The bytes themselves where they are in memory; null where they have to be read.</summary>
    internal virtual ReadOnlyMemory<byte>? Memory => null;

    internal ReadOnlyMemory<byte> Slice(MimeRange range)
    {
        if (Memory is { } memory)
            return memory.Slice((int)range.Offset, (int)range.Length);
        var copy = new byte[checked((int)range.Length)];
        Read(range.Offset, copy);
        return copy;
    }
}
