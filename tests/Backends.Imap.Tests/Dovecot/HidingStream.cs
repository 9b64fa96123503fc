using System.Text;

namespace Mapigate.Backends.Imap.Tests.Dovecot;

/// <summary>Makes words of the server's greeting and announcements unrecognizable, so that a server with every extension serves for one that lacks some.</summary>
internal sealed class HidingStream(Stream inner, string[] words) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Hide(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }

    private void Hide(Span<byte> bytes)
    {
        var isAnnouncement = bytes.IndexOf("CAPABILITY IMAP4rev1"u8) >= 0;
        foreach (var word in words)
        {
            // A response code may come anywhere.
            if (!isAnnouncement && word[0] != '[')
            {
                continue;
            }

            for (int at; (at = bytes.IndexOf(Encoding.ASCII.GetBytes(" " + word))) >= 0;)
            {
                bytes[at + 1] = (byte)'~';
            }
        }
    }
}
