using System.Buffers;
using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Wire.OxcPrpt;

namespace Mapigate.Mapi.Client.Stores;

/// <summary>A property that is read or written in pieces. [MS-OXCPRPT] 2.2.14 to 2.2.19</summary>
public sealed class MapiStream : ServerObject
{
    /// <summary>Bytes of one write, well below the limits of a batch.</summary>
    private const int WriteSize = 0x6000;

    private const uint ReadSize = 0x7000;

    /// <summary>Longest value that is read into memory.</summary>
    private const uint MaxInMemory = 512 * 1024 * 1024;

    internal MapiStream(MapiSession session, byte logonId, uint size, uint handle)
        : base(session, logonId, handle) => Size = size;

    /// <summary>Bytes that the stream had when it was opened.</summary>
    public uint Size { get; }

    /// <summary>Reads the next bytes; none at the end.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellation)
    {
        var response = await Session.ExecuteAsync<RopReadStreamRequest, RopReadStreamResponse>(
            this, new RopReadStreamRequest(RopReadStreamRequest.UseMaximum, ReadSize), cancellation).ConfigureAwait(false);
        return response.Data;
    }

    /// <summary>Reads what is left and hands it on piece by piece.</summary>
    public async Task CopyToAsync(Stream destination, CancellationToken cancellation)
    {
        while (true)
        {
            var piece = await ReadAsync(cancellation).ConfigureAwait(false);
            if (piece.IsEmpty)
                return;
            await destination.WriteAsync(piece, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Reads what is left.</summary>
    /// <exception cref="MapiException">The value is too long for memory.</exception>
    public async Task<byte[]> ReadToEndAsync(CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>((int)Math.Clamp(Size, 1u, 1u << 20));
        while (true)
        {
            var piece = await ReadAsync(cancellation).ConfigureAwait(false);
            if (piece.IsEmpty)
                return buffer.WrittenSpan.ToArray();
            if (buffer.WrittenCount + piece.Length > MaxInMemory)
                throw new MapiException("RopReadStream", Wire.OxcData.ErrorCode.NotEnoughMemory);
            buffer.Write(piece.Span);
        }
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> value, CancellationToken cancellation)
    {
        while (!value.IsEmpty)
        {
            var piece = value[..Math.Min(WriteSize, value.Length)];
            var response = await Session.ExecuteAsync<RopWriteStreamRequest, RopWriteStreamResponse>(this, new RopWriteStreamRequest(piece), cancellation).ConfigureAwait(false);
            if (response.WrittenSize == 0 || response.WrittenSize > piece.Length)
                throw new MapiException("RopWriteStream", Wire.OxcData.ErrorCode.StreamWriteFault);
            value = value[response.WrittenSize..];
        }
    }

    /// <summary>Makes what was written the property's value.</summary>
    public Task CommitAsync(CancellationToken cancellation) => Session.ExecuteAsync(this, default(RopCommitStreamRequest), cancellation);
}
