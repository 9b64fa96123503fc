namespace Mapigate.Formats.Mime;

/// <summary>The part of a source that the parser sees. For a message in memory it is all of it; a spooled one is read piece by piece.</summary>
internal sealed class ScanWindow
{
    internal const int PieceSize = 64 * 1024;

    private readonly MimeSource source;
    private readonly ReadOnlyMemory<byte>? whole;
    private byte[] piece = [];
    private long origin;
    private int filled;

    internal ScanWindow(MimeSource source)
    {
        this.source = source;
        whole = source.Memory;
    }

    /// <summary>The visible bytes from <paramref name="offset"/> on.</summary>
    internal ReadOnlySpan<byte> From(long offset)
    {
        if (whole is { } memory)
            return memory.Span[(int)offset..];
        if (offset < origin || offset > origin + filled)
            Load(offset, PieceSize);
        return piece.AsSpan((int)(offset - origin), filled - (int)(offset - origin));
    }

    /// <summary>Whether nothing lies behind the visible bytes.</summary>
    internal bool IsComplete => whole is not null || origin + filled >= source.Length;

    /// <summary>Makes more visible while keeping the bytes from <paramref name="offset"/> on.</summary>
    internal void Extend(long offset)
    {
        var visible = From(offset).Length;
        Load(offset, Math.Max(PieceSize, visible * 2));
    }

    private void Load(long offset, int size)
    {
        if (piece.Length < size)
            piece = new byte[size];
        origin = offset;
        filled = source.Read(offset, piece.AsSpan(0, size));
    }
}
