using System.IO.Pipelines;

namespace Mapigate.Backends.Imap.Tests.Scripted;

/// <summary>Two ends of a connection in memory.</summary>
internal sealed class DuplexStream : Stream
{
    private readonly PipeReader _input;
    private readonly PipeWriter _output;
    private readonly Stream _reading;

    private DuplexStream(PipeReader input, PipeWriter output)
    {
        _input = input;
        _output = output;
        _reading = input.AsStream();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static (DuplexStream Client, DuplexStream Server) Create()
    {
        // Both ends wait while the other does not read, as sockets do.
        var options = new PipeOptions(pauseWriterThreshold: 256 << 10, resumeWriterThreshold: 128 << 10, useSynchronizationContext: false);
        var (up, down) = (new Pipe(options), new Pipe(options));
        return (new DuplexStream(down.Reader, up.Writer), new DuplexStream(up.Reader, down.Writer));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _reading.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if ((await _output.WriteAsync(buffer, cancellationToken)).IsCompleted)
        {
            throw new IOException("The other end is closed.");
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _output.Complete();
        _input.CancelPendingRead();
        base.Dispose(disposing);
    }
}
