using System.Text;

namespace Mapigate.EndToEnd.Tests.Proxies;

/// <summary>Reads lines, and octets between them, from a connection.</summary>
internal sealed class LineReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[65536];
    private int _start;
    private int _end;

    /// <summary>The next line with its end; null when the peer has closed the connection.</summary>
    public async Task<byte[]?> LineAsync()
    {
        var line = new MemoryStream();
        while (true)
        {
            if (_start == _end && !await FillAsync())
                return null;
            var end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            var length = end < 0 ? _end - _start : end + 1;
            line.Write(_buffer, _start, length);
            _start += length;
            if (end >= 0)
                return line.ToArray();
        }
    }

    /// <summary>Carries octets on to a destination; null reads over them.</summary>
    public async Task CopyAsync(long count, Stream? destination)
    {
        while (count > 0)
        {
            if (_start == _end && !await FillAsync())
                throw new IOException("closed");
            var length = (int)Math.Min(count, _end - _start);
            if (destination is not null)
                await destination.WriteAsync(_buffer.AsMemory(_start, length));
            _start += length;
            count -= length;
        }
    }

    public static string Text(byte[] line) => Encoding.Latin1.GetString(line).TrimEnd('\r', '\n');

    private async Task<bool> FillAsync()
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer);
        return _end > 0;
    }
}
