namespace Mapigate.Backends.Imap.Tests.Scripted;

/// <summary>Keeps nothing but the number of bytes.</summary>
internal sealed class CountingStream : MemoryStream
{
    public long Count { get; private set; }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Count += buffer.Length;
        return ValueTask.CompletedTask;
    }
}
