using System.Buffers;

namespace Mapigate.Backends.Smtp;

/// <summary>A message that is read once from its stream.</summary>
internal sealed class SmtpContent(Stream stream, long length)
{
    private const int BlockSize = 64 * 1024;

    // RFC 5322 2.1.1, RFC 2045 2.8.
    private const int LongestLine = 998;

    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);

    private ReadOnlyMemory<byte> _ahead;
    private long _read;

    public long Length => length;

    /// <summary>
    /// It holds a NUL or a line longer than text may have, so that only BINARYMIME carries it unharmed (RFC 2045 2.9). Not known, and then false, where the stream
    /// can be read once only.
    /// </summary>
    public async Task<bool> IsBinaryAsync(CancellationToken cancellationToken)
    {
        if (!stream.CanSeek)
        {
            return false;
        }

        var back = stream.Position;
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            var line = 0;
            if (HoldsBinary(_ahead.Span, ref line))
            {
                return true;
            }

            int count;
            while ((count = await stream.ReadAsync(block, cancellationToken)) > 0)
            {
                if (HoldsBinary(block.AsSpan(0, count), ref line))
                {
                    return true;
                }
            }

            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
            stream.Position = back;
        }
    }

    /// <returns>Number of bytes; 0 at the end.</returns>
    /// <exception cref="EndOfStreamException">The stream does not have the declared length: half a message must never be delivered as a whole one.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int count;
        if (_ahead.IsEmpty)
        {
            count = await stream.ReadAsync(buffer, cancellationToken);
        }
        else
        {
            count = Math.Min(_ahead.Length, buffer.Length);
            _ahead[..count].CopyTo(buffer);
            _ahead = _ahead[count..];
        }

        _read += count;
        return count > 0 ? count : _read == Length ? 0 : throw new EndOfStreamException($"The content has {_read} bytes instead of {Length}.");
    }

    /// <summary>Reads until the buffer is full or the content ends.</summary>
    public async ValueTask<int> FillAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var filled = 0;
        int count;
        while (filled < buffer.Length && (count = await ReadAsync(buffer[filled..], cancellationToken)) > 0)
        {
            filled += count;
        }

        return filled;
    }

    /// <summary>Gives back a first block, which will be read again.</summary>
    public void PutBack(ReadOnlyMemory<byte> block)
    {
        _read -= block.Length;
        _ahead = _ahead.IsEmpty ? block : (byte[])[.. block.Span, .. _ahead.Span];
    }

    private static bool HoldsBinary(ReadOnlySpan<byte> block, ref int line)
    {
        if (block.Contains((byte)0))
        {
            return true;
        }

        while (!block.IsEmpty)
        {
            var length = block.IndexOfAny(LineEnds);
            line += length < 0 ? block.Length : length;
            if (line > LongestLine)
            {
                return true;
            }

            if (length < 0)
            {
                return false;
            }

            line = 0;
            block = block[(length + 1)..];
        }

        return false;
    }
}
