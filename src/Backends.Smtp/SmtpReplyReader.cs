using System.Globalization;
using System.Text;

namespace Mapigate.Backends.Smtp;

/// <summary>Reads replies from a connection, within bounds.</summary>
internal sealed class SmtpReplyReader(Stream stream)
{
    // RFC 5321 4.5.3.1.5 allows 512 octets; servers that quote policies exceed that.
    private const int LongestLine = 8192;
    private const int MostLines = 256;

    private readonly byte[] _buffer = new byte[LongestLine];
    private int _start;
    private int _end;

    /// <summary>Something arrived that was not asked for yet.</summary>
    public bool HasUnread => _end > _start;

    /// <exception cref="BackendException">Protocol.</exception>
    /// <exception cref="IOException">The connection ended.</exception>
    public async Task<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var code = 0;
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (!TryReadCode(line, out var lineCode, out var isLast) || (lines.Count > 0 && lineCode != code))
            {
                throw new BackendException(BackendError.Protocol, "The mail server's reply is not SMTP.");
            }

            code = lineCode;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (isLast)
            {
                return new SmtpReply(code, lines);
            }

            if (lines.Count == MostLines)
            {
                throw new BackendException(BackendError.Protocol, "The mail server's reply has no end.");
            }
        }
    }

    private static bool TryReadCode(string line, out int code, out bool isLast)
    {
        code = 0;
        isLast = line.Length == 3 || (line.Length > 3 && line[3] == ' ');
        return (isLast || (line.Length > 3 && line[3] == '-'))
            && int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out code)
            && code is >= 200 and < 600;
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = _buffer.AsSpan(_start, searched + length).TrimEnd((byte)'\r');
                _start += searched + length + 1;
                return Clean(line);
            }

            searched = _end - _start;
            if (searched == _buffer.Length)
            {
                throw new BackendException(BackendError.Protocol, "A line of the mail server's reply is too long.");
            }

            if (_start > 0)
            {
                _buffer.AsSpan(_start, searched).CopyTo(_buffer);
                (_start, _end) = (0, searched);
            }

            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
            {
                throw new IOException("The mail server closed the connection.");
            }

            _end += read;
        }
    }

    private static string Clean(ReadOnlySpan<byte> line) =>
        string.Create(Encoding.UTF8.GetCharCount(line), line, static (text, bytes) =>
        {
            Encoding.UTF8.GetChars(bytes, text);
            foreach (ref var c in text)
            {
                c = char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c;
            }
        });
}
