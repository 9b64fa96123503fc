namespace Mapigate.Backends.Imap.Tests.Scripted;

/// <summary>Says when something has been written to it.</summary>
internal sealed class SignallingStream : MemoryStream
{
    private readonly SemaphoreSlim _written = new(0);

    public Task WrittenAsync() => _written.WaitAsync();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await base.WriteAsync(buffer, cancellationToken);
        _written.Release();
    }
}
