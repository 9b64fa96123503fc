using System.Buffers;
using System.Text.Unicode;

namespace Mapigate.Backends.Smtp;

/// <summary>A message that is read once from its stream, with its header seen before the envelope goes out.</summary>
internal sealed class SmtpContent : IDisposable
{
    // A header beyond that is not looked at whole; nearly all are shorter than a tenth of it.
    private const int LongestHeader = 64 * 1024;

    // RFC 5322 2.1.1, RFC 2045 2.8.
    private const int LongestLine = 998;

    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);

    private readonly Stream _stream;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(LongestHeader);
    private ReadOnlyMemory<byte> _ahead;
    private long _read;

    private SmtpContent(Stream stream, long length) => (_stream, Length) = (stream, length);

    public long Length { get; }

    /// <summary>Its header holds text beyond ASCII in UTF-8 (RFC 6532).</summary>
    public bool HasUtf8Header { get; private set; }

    public static async Task<SmtpContent> OpenAsync(Stream stream, long length, CancellationToken cancellationToken)
    {
        var content = new SmtpContent(stream, length);
        try
        {
            await content.ReadHeaderAsync(cancellationToken);
            return content;
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <summary>
    /// It holds a NUL or a line longer than text may have, so that only BINARYMIME carries it unharmed (RFC 2045 2.9). Not known, and then false, where the stream
    /// can be read once only.
    /// </summary>
    public async Task<bool> IsBinaryAsync(CancellationToken cancellationToken)
    {
        if (!_stream.CanSeek)
        {
            return false;
        }

        var back = _stream.Position;
        var block = ArrayPool<byte>.Shared.Rent(LongestHeader);
        try
        {
            var line = 0;
            if (HoldsBinary(_ahead.Span, ref line))
            {
                return true;
            }

            int count;
            while ((count = await _stream.ReadAsync(block, cancellationToken)) > 0)
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
            _stream.Position = back;
        }
    }

    /// <returns>Number of bytes; 0 at the end.</returns>
    /// <exception cref="EndOfStreamException">The stream does not have the declared length: half a message must never be delivered as a whole one.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int count;
        if (_ahead.IsEmpty)
        {
            count = await _stream.ReadAsync(buffer, cancellationToken);
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

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private async Task ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var filled = 0;
        int end;
        while ((end = EndOfHeader(_buffer.AsSpan(0, filled))) < 0 && filled < LongestHeader)
        {
            var count = await _stream.ReadAsync(_buffer.AsMemory(filled, LongestHeader - filled), cancellationToken);
            if (count == 0)
            {
                break;
            }

            filled += count;
        }

        var header = _buffer.AsSpan(0, end < 0 ? filled : end);
        HasUtf8Header = header.ContainsAnyExceptInRange((byte)0, (byte)127) && Utf8.IsValid(header);
        _ahead = _buffer.AsMemory(0, filled);
    }

    private static int EndOfHeader(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf("\r\n\r\n"u8);
        return end < 0 ? text.IndexOf("\n\n"u8) : end;
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
