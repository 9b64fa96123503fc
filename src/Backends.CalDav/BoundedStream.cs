namespace Mapigate.Backends.CalDav;

/// <summary>A response body that may not stall, break unnoticed or grow without end. Reading is all it can.</summary>
internal sealed class BoundedStream(Stream inner, long largest, TimeSpan longestWait, TimeProvider time, CancellationToken caller) : Stream
{
    private long _left = largest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var clock = new CancellationTokenSource(longestWait, time);
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, caller, clock.Token);
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, all.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested && !caller.IsCancellationRequested)
        {
            throw new BackendException(BackendError.Timeout, "The DAV server's answer came to a standstill.", e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new BackendException(BackendError.Unavailable, $"The connection to the DAV server broke: {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            throw new BackendException(BackendError.Protocol, "The DAV server's answer cannot be decompressed.", e);
        }

        _left -= read;
        return _left >= 0 ? read : throw new BackendException(BackendError.Protocol, "The DAV server's answer is larger than this client reads.");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
