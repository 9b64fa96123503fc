using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Mapigate.Bench.Servers;

/// <summary>
/// The plainest IMAP client over TLS that reads answers whole: what it takes is what the server and the encryption take. It is the yardstick, so it decodes nothing.
/// </summary>
internal sealed class ImapPeer : IAsyncDisposable
{
    private readonly SslStream _stream;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private int _lastTag;

    private ImapPeer(SslStream stream) => _stream = stream;

    /// <summary>Receives each line of an answer without its end; literals are part of the line that announces them and are left out.</summary>
    public delegate void LineReader(ReadOnlySpan<byte> line);

    public static async Task<ImapPeer> LogInAsync(StackDescription stack, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", stack.Imaps, cancellationToken);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(stack.CertificateAuthority);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", CertificateChainPolicy = policy }, cancellationToken);
        var peer = new ImapPeer(stream);
        await peer.ReadLineAsync(cancellationToken);
        var (address, password) = stack.User;
        await peer.RunAsync($"LOGIN {address} {password}", null, cancellationToken);
        return peer;
    }

    /// <summary>Sends a command and reads its answer to the end.</summary>
    /// <exception cref="InvalidOperationException">The answer is not OK.</exception>
    public async Task RunAsync(string command, LineReader? read, CancellationToken cancellationToken)
    {
        var tag = NextTag();
        await SendAsync(Encoding.ASCII.GetBytes($"{tag} {command}\r\n"), cancellationToken);
        await EndAsync(tag, read, cancellationToken);
    }

    /// <summary>Whether the command is answered with OK.</summary>
    public Task<bool> TryRunAsync(string command, CancellationToken cancellationToken) => TryRunAsync(command, null, cancellationToken);

    /// <summary>Whether the command is answered with OK.</summary>
    public async Task<bool> TryRunAsync(string command, LineReader? read, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(command, read, cancellationToken);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A tag for a command that the caller sends himself.</summary>
    public string NextTag() => $"b{++_lastTag}";

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => _stream.WriteAsync(bytes, cancellationToken);

    /// <summary>Reads up to the tagged answer.</summary>
    public async Task EndAsync(string tag, LineReader? read, CancellationToken cancellationToken)
    {
        var end = Encoding.ASCII.GetBytes(tag + " ");
        while (true)
        {
            var length = await ReadLineAsync(cancellationToken);
            if (TakeLine(length, end, read) is { } isOk)
            {
                if (!isOk)
                    throw new InvalidOperationException($"The IMAP server refused a command: {Encoding.ASCII.GetString(_buffer, _start - length - 2, length)}");
                return;
            }

            if (LiteralAt(length) is { } literal)
                await SkipAsync(literal, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private bool? TakeLine(int length, ReadOnlySpan<byte> end, LineReader? read)
    {
        var line = _buffer.AsSpan(_start - length - 2, length);
        if (line.StartsWith(end))
            return line[end.Length..].StartsWith("OK"u8);
        read?.Invoke(line);
        return null;
    }

    private int? LiteralAt(int length)
    {
        var line = _buffer.AsSpan(_start - length - 2, length);
        if (line.Length == 0 || line[^1] != '}' || line.LastIndexOf((byte)'{') is var open && open < 0)
            return null;
        return int.TryParse(line[(open + 1)..^1], out var bytes) ? bytes : null;
    }

    /// <summary>Steps over the next line, which then stands before the place in the buffer.</summary>
    /// <returns>Its length without the end.</returns>
    private async ValueTask<int> ReadLineAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf("\r\n"u8);
            if (found >= 0)
            {
                var length = searched + found;
                _start += length + 2;
                return length;
            }

            searched = Math.Max(_end - _start - 1, 0);
            await FillAsync(cancellationToken);
        }
    }

    private async ValueTask SkipAsync(int bytes, CancellationToken cancellationToken)
    {
        while (bytes > _end - _start)
        {
            bytes -= _end - _start;
            _start = _end = 0;
            await FillAsync(cancellationToken);
        }

        _start += bytes;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        if (read == 0)
            throw new IOException("The IMAP server has hung up");
        _end += read;
    }
}
