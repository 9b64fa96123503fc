using System.Buffers;
using System.Buffers.Text;

namespace Mapigate.Backends.Imap.Wire;

/// <summary>
/// Cuts the server's bytes into responses: lines with the literals inside them, contiguous in one buffer so that they can be read as a span. A literal may instead be copied
/// straight on to a stream; the response then shows an empty literal in its place. Each byte is looked at once, however the network cuts them.
/// </summary>
internal sealed class ResponseFramer(Stream source) : IDisposable
{
    private const int UsualCapacity = 64 << 10;
    private const int LeastRead = 4 << 10;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(UsualCapacity);
    private int _start;
    private int _scanned;
    private int _lineStart;
    private int _end;
    private int _responseEnd;
    private long _literal = -1;
    private int _kept;

    /// <summary>Literals of the response longer than this are reported as <see cref="ScanResult.Literal"/> instead of being kept.</summary>
    public int KeepUpTo { get; set; } = ImapLimits.KeptLiteralBytes;

    /// <summary>The response found last, valid until the next call. Ends with its line end.</summary>
    public ReadOnlySpan<byte> Response => _buffer.AsSpan(_start.._responseEnd);

    /// <summary>The response up to the literal that was reported, its announcement and line end included.</summary>
    public ReadOnlySpan<byte> Partial => _buffer.AsSpan(_start.._scanned);

    /// <summary>Length of the literal that was reported.</summary>
    public long LiteralLength => _literal;

    public bool HasBufferedData => Math.Max(_responseEnd, _start) < _end;

    public ScanResult Scan()
    {
        if (_responseEnd > 0)
        {
            _start = _lineStart = _scanned = _responseEnd;
            _responseEnd = 0;
        }

        while (true)
        {
            if (_kept > 0)
            {
                var available = Math.Min(_kept, _end - _scanned);
                _scanned += available;
                _kept -= available;
                if (_kept > 0)
                {
                    return ScanResult.NeedsData;
                }

                _lineStart = _scanned;
            }

            var newLine = _buffer.AsSpan(_scanned.._end).IndexOf((byte)'\n');
            if (newLine < 0)
            {
                _scanned = _end;
                return ScanResult.NeedsData;
            }

            _scanned += newLine + 1;
            if (!TryGetLiteral(_buffer.AsSpan(_lineStart.._scanned), out var length) || IsStatus(_buffer.AsSpan(_start.._scanned)))
            {
                _responseEnd = _scanned;
                return ScanResult.Response;
            }

            if (length > KeepUpTo)
            {
                _literal = length;
                return ScanResult.Literal;
            }

            Keep((int)length);
        }
    }

    /// <summary>Lets the literal that was reported be part of the response after all.</summary>
    public void KeepLiteral()
    {
        Keep(checked((int)_literal));
        _literal = -1;
    }

    /// <summary>Hands the literal that was reported on, piece by piece. The response then holds an empty literal in its place.</summary>
    /// <param name="consume">Takes a piece; null drops them.</param>
    /// <param name="onProgress">Called after each step, so that a slow but living transfer is not taken for a dead one.</param>
    /// <param name="cancellationToken">Cancellation of reading.</param>
    public async ValueTask CopyLiteralAsync(LiteralConsumer? consume, Action onProgress, CancellationToken cancellationToken)
    {
        var remaining = _literal;
        _literal = -1;
        var buffered = (int)Math.Min(remaining, _end - _scanned);
        if (consume is not null && buffered > 0)
        {
            await consume(_buffer.AsMemory(_scanned, buffered));
            onProgress();
        }

        remaining -= buffered;
        _buffer.AsSpan((_scanned + buffered).._end).CopyTo(_buffer.AsSpan(_scanned));
        _end -= buffered;
        EmptyAnnouncement();
        if (remaining > 0)
        {
            var transfer = ArrayPool<byte>.Shared.Rent((int)Math.Min(remaining, UsualCapacity));
            try
            {
                while (remaining > 0)
                {
                    var read = await source.ReadAsync(transfer.AsMemory(0, (int)Math.Min(remaining, transfer.Length)), cancellationToken);
                    if (read == 0)
                    {
                        throw new EndOfStreamException();
                    }

                    onProgress();
                    remaining -= read;
                    if (consume is not null)
                    {
                        await consume(transfer.AsMemory(0, read));
                        onProgress();
                    }
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(transfer);
            }
        }

        _lineStart = _scanned;
    }

    /// <summary>Reads what the network has. False at its end.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var read = await source.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = _scanned = _lineStart = _end = _responseEnd = 0;
    }

    private void Keep(int length)
    {
        _kept = length;
        _lineStart = _scanned;
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            Rebase(0);
            if (_buffer.Length > UsualCapacity * 2)
            {
                Replace(UsualCapacity, 0);
            }

            return;
        }

        var needed = Math.Max(_kept, LeastRead);
        if (_buffer.Length - _end >= needed)
        {
            return;
        }

        var held = _end - _start;
        if (held + needed <= _buffer.Length)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            Rebase(held);
            return;
        }

        if (held + (long)needed > ImapLimits.ResponseBytes)
        {
            throw new ImapProtocolException($"A response is longer than {ImapLimits.ResponseBytes} bytes.");
        }

        Replace(Math.Max(_buffer.Length * 2, held + needed), held);
    }

    private void Replace(int capacity, int held)
    {
        var larger = ArrayPool<byte>.Shared.Rent(capacity);
        _buffer.AsSpan(_start, held).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        Rebase(held);
    }

    private void Rebase(int held)
    {
        _scanned -= _start;
        _lineStart -= _start;
        _start = 0;
        _end = held;
    }

    /// <summary>Writes {0} over the announced length: the reader of the response needs no word about what went elsewhere.</summary>
    private void EmptyAnnouncement()
    {
        var announcement = _buffer.AsSpan(_lineStart.._scanned);
        var open = announcement.LastIndexOf((byte)'{');
        var close = announcement.LastIndexOf((byte)'}');
        announcement[open..close].Fill((byte)' ');
        if (open > 0 && announcement[open - 1] == '~')
        {
            announcement[open - 1] = (byte)' ';
        }

        announcement[close - 2] = (byte)'{';
        announcement[close - 1] = (byte)'0';
    }

    /// <summary>A line that ends with {n}, ~{n} or {n+} announces n bytes.</summary>
    private static bool TryGetLiteral(ReadOnlySpan<byte> line, out long length)
    {
        length = 0;
        var end = line.Length - 1;
        if (end > 0 && line[end - 1] == '\r')
        {
            end--;
        }

        if (end < 3 || line[end - 1] != '}')
        {
            return false;
        }

        var digitsEnd = line[end - 2] == '+' ? end - 2 : end - 1;
        var open = line[..digitsEnd].LastIndexOf((byte)'{');
        return open >= 0 && digitsEnd - open is > 1 and < 20
            && Utf8Parser.TryParse(line[(open + 1)..digitsEnd], out length, out var used) && used == digitsEnd - open - 1 && length >= 0;
    }

    /// <summary>The text of a status response is free: a {n} at its end announces nothing.</summary>
    private static bool IsStatus(ReadOnlySpan<byte> response)
    {
        if (!response.StartsWith("* "u8))
        {
            return true;
        }

        var keyword = response[2..];
        keyword = keyword[..Math.Max(keyword.IndexOfAny(" \r\n"u8), 0)];
        return Ascii.IsAny(keyword, "OK"u8, "NO"u8, "BAD"u8, "BYE"u8, "PREAUTH"u8);
    }
}
