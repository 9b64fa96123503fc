namespace Mapigate.Backends.Imap.Tests.Wire;

/// <summary>Gives bytes as a network might: cut at the given ascending positions, one piece a read.</summary>
internal sealed class ChunkStream(byte[] content, params int[] cuts) : MemoryStream(content)
{
    private int _next;

    /// <summary>One byte a read.</summary>
    public static ChunkStream ByteByByte(byte[] content) => new(content, [.. Enumerable.Range(1, content.Length)]);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_next < cuts.Length && cuts[_next] <= Position)
        {
            _next++;
        }

        var most = _next == cuts.Length ? buffer.Length : (int)(cuts[_next] - Position);
        return base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }
}
