using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Mapigate.Backends.Connecting;

namespace Mapigate.Backends.Smtp;

/// <summary>One connection to a server: commands out, replies in, each step with its deadline. Any fault leaves it unusable.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(1);

    private readonly SmtpOptions _options;
    private readonly TimeProvider _time;
    private readonly Socket _socket;
    private Stream _stream;
    private SmtpReplyReader _replies;

    private SmtpConnection(SmtpOptions options, TimeProvider time, Socket socket)
    {
        _options = options;
        _time = time;
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _replies = new SmtpReplyReader(_stream);
    }

    public SmtpCapabilities Capabilities { get; private set; } = SmtpCapabilities.None;

    /// <summary>Each recipient has his own answer to the content.</summary>
    public bool IsLmtp => _options.IsLmtp;

    /// <summary>Connects and comes as far as the capabilities that hold for the log-in.</summary>
    public static async Task<SmtpConnection> OpenAsync(SmtpOptions options, TrustedAuthorities authorities, TimeProvider time, CancellationToken cancellationToken)
    {
        var socket = options.Host.StartsWith('/')
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        SmtpConnection? connection = null;
        try
        {
            await Deadline.RunAsync(time, options.OpenTimeout, "answering a connection", async token =>
            {
                await (options.Host.StartsWith('/')
                    ? socket.ConnectAsync(new UnixDomainSocketEndPoint(options.Host), token)
                    : socket.ConnectAsync(options.Host, options.Port, token));
                connection = new SmtpConnection(options, time, socket);
                await connection.BeginAsync(authorities, token);
                return true;
            }, cancellationToken);
            return connection!;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends one command and reads its reply.</summary>
    /// <param name="command">Without line end.</param>
    /// <param name="cancellationToken">Cancellation.</param>
    public async Task<SmtpReply> SendAsync(string command, CancellationToken cancellationToken) => (await SendAsync([command], cancellationToken))[0];

    /// <summary>Sends commands together and reads the reply of each; ends early at a reply with which the server closes.</summary>
    public Task<IReadOnlyList<SmtpReply>> SendAsync(IReadOnlyList<string> commands, CancellationToken cancellationToken) =>
        Deadline.RunAsync<IReadOnlyList<SmtpReply>>(_time, _options.CommandTimeout, "answering a command", async token =>
        {
            await _stream.WriteAsync(ToBytes(commands), token);
            var replies = new List<SmtpReply>(commands.Count);
            while (replies.Count < commands.Count)
            {
                var reply = await _replies.ReadAsync(token);
                replies.Add(reply);
                if (reply.IsClosing)
                {
                    break;
                }
            }

            return replies;
        }, cancellationToken);

    /// <summary>Sends a block of content.</summary>
    public Task WriteAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken) =>
        Deadline.RunAsync(_time, _options.BlockTimeout, "taking the content", async token =>
        {
            await _stream.WriteAsync(block, token);
            return true;
        }, cancellationToken);

    /// <summary>Reads the reply to what was written.</summary>
    public Task<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken) =>
        Deadline.RunAsync(_time, _options.CommandTimeout, "answering a command", _replies.ReadAsync, cancellationToken);

    /// <summary>Reads the answer to the content.</summary>
    public Task<SmtpReply> ReadAnswerAsync(CancellationToken cancellationToken) =>
        Deadline.RunAsync(_time, _options.AcceptTimeout, "answering the content", _replies.ReadAsync, cancellationToken);

    /// <summary>The reply that a server sent before it broke the connection, where one can still be read.</summary>
    public async Task<SmtpReply?> ReadLastWordsAsync()
    {
        try
        {
            return await Deadline.RunAsync(_time, FarewellTimeout, "closing", _replies.ReadAsync, CancellationToken.None);
        }
        catch (BackendException)
        {
            return null;
        }
    }

    /// <summary>Ends the session politely; a server that does not play along is left.</summary>
    public async Task QuitAsync()
    {
        try
        {
            await Deadline.RunAsync(_time, FarewellTimeout, "closing", async token =>
            {
                await _stream.WriteAsync("QUIT\r\n"u8.ToArray(), token);
                return await _replies.ReadAsync(token);
            }, CancellationToken.None);
        }
        catch (BackendException)
        {
            // The message is through; how the connection ends changes nothing.
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task BeginAsync(TrustedAuthorities authorities, CancellationToken cancellationToken)
    {
        if (_options.Security == SmtpSecurity.Implicit)
        {
            await SecureAsync(authorities, cancellationToken);
        }

        var greeting = await _replies.ReadAsync(cancellationToken);
        if (greeting.Code != 220)
        {
            throw SmtpFault.AtOpening(greeting);
        }

        await GreetAsync(cancellationToken);
        if (_options.Security != SmtpSecurity.StartTls)
        {
            return;
        }

        if (!Capabilities.StartTls)
        {
            throw new BackendException(BackendError.NotSupported, "The mail server does not offer STARTTLS.");
        }

        var reply = await ExchangeAsync("STARTTLS", cancellationToken);
        if (reply.Code != 220)
        {
            throw SmtpFault.AtOpening(reply);
        }

        // What was put in before TLS came up is not the server's word (RFC 3207 4.2).
        if (_replies.HasUnread)
        {
            throw new BackendException(BackendError.Protocol, "The mail server sent more than its answer before TLS.");
        }

        await SecureAsync(authorities, cancellationToken);
        await GreetAsync(cancellationToken);
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        var name = _options.LocalName ?? OwnAddress();
        var reply = await ExchangeAsync($"{(IsLmtp ? "LHLO" : "EHLO")} {name}", cancellationToken);
        if (reply.Code == 250)
        {
            Capabilities = SmtpCapabilities.Read(reply);
            return;
        }

        if (reply.Code is 500 or 501 or 502 or 504 && !IsLmtp)
        {
            reply = await ExchangeAsync($"HELO {name}", cancellationToken);
            Capabilities = SmtpCapabilities.None;
        }

        if (reply.Code != 250)
        {
            throw SmtpFault.AtOpening(reply);
        }
    }

    private string OwnAddress()
    {
        if (_socket.LocalEndPoint is not IPEndPoint { Address: var address })
        {
            return "localhost";
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? $"[IPv6:{new IPAddress(address.GetAddressBytes())}]"
            : $"[{address}]";
    }

    private async Task<SmtpReply> ExchangeAsync(string command, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(ToBytes([command]), cancellationToken);
        return await _replies.ReadAsync(cancellationToken);
    }

    private async Task SecureAsync(TrustedAuthorities authorities, CancellationToken cancellationToken)
    {
        var tls = new SslStream(_stream);
        _stream = tls;
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = _options.Host, RemoteCertificateValidationCallback = authorities.Accepts },
                cancellationToken);
        }
        catch (AuthenticationException e)
        {
            throw new BackendException(BackendError.Unavailable, $"TLS with the mail server failed: {e.Message}", e);
        }

        _replies = new SmtpReplyReader(tls);
    }

    private static byte[] ToBytes(IReadOnlyList<string> commands)
    {
        var text = new StringBuilder();
        foreach (var command in commands)
        {
            // The last gate: whatever came in from a caller, one command stays one line.
            if (command.AsSpan().IndexOfAny("\r\n\0") >= 0)
            {
                throw new BackendException(BackendError.Refused, "A command would hold a line end.");
            }

            text.Append(command).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
