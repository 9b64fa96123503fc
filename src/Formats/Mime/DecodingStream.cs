namespace Mapigate.Formats.Mime;

/// <summary>An encoded body as the stream of its content; holds one piece at a time.</summary>
internal sealed class DecodingStream(Stream encoded, ITransferDecoder decoder) : Stream
{
    private const int PieceSize = 16 * 1024;

    private readonly byte[] input = new byte[PieceSize];
    private readonly byte[] output = new byte[decoder.MaxOutput(PieceSize)];
    private int pending;
    private int ready;
    private int taken;
    private bool finished;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        while (taken == ready && !finished)
            Refill(encoded.ReadAtLeast(input.AsSpan(pending), input.Length - pending, throwOnEndOfStream: false));
        return Take(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;
        while (taken == ready && !finished)
            Refill(await encoded.ReadAtLeastAsync(input.AsMemory(pending), input.Length - pending, throwOnEndOfStream: false, cancellationToken));
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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            encoded.Dispose();
        base.Dispose(disposing);
    }

    private void Refill(int read)
    {
        var available = pending + read;
        finished = available < input.Length;
        taken = 0;
        ready = decoder.Decode(input.AsSpan(0, available), finished, output, out var consumed);
        pending = available - consumed;
        input.AsSpan(consumed, pending).CopyTo(input);
    }

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, ready - taken);
        output.AsSpan(taken, count).CopyTo(buffer);
        taken += count;
        return count;
    }
}
