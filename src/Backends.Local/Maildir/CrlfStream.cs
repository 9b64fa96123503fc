namespace Mapigate.Backends.Local.Maildir;

/// <summary>Reads another stream, every line end that is a bare LF made CRLF. The other stream is not disposed.</summary>
internal sealed class CrlfStream(Stream source) : Stream
{
    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _start;
    private int _end;
    private byte _last;

    /// <summary>Bytes taken from the other stream.</summary>
    public long Consumed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
            Fill(source.Read(_buffer));
        return Take(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start == _end)
            Fill(await source.ReadAsync(_buffer, cancellationToken));
        return Take(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Fill(int read)
    {
        (_start, _end) = (0, read);
        Consumed += read;
    }

    private int Take(Span<byte> target)
    {
        var written = 0;
        while (_start < _end && written < target.Length)
        {
            var run = _buffer.AsSpan(_start, Math.Min(_end - _start, target.Length - written));
            var feed = run.IndexOf((byte)'\n');
            var plain = feed < 0 ? run.Length : feed;
            if (plain > 0)
            {
                run[..plain].CopyTo(target[written..]);
                _last = run[plain - 1];
                _start += plain;
                written += plain;
                continue;
            }

            var next = _last == '\r' ? (byte)'\n' : (byte)'\r';
            target[written++] = next;
            if (next == '\n')
                _start++;
            _last = next;
        }

        return written;
    }
}
