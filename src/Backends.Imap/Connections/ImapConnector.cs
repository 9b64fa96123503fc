using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Mapigate.Backends.Connecting;
using Mapigate.Backends.Imap.Wire;
using Microsoft.Extensions.Logging;

namespace Mapigate.Backends.Imap.Connections;

/// <summary>Opens a connection as far as before the log-in: TCP, TLS or STARTTLS, greeting. RFC 3501 3.1, 6.2.1, 7.1</summary>
internal sealed class ImapConnector(ImapOptions options, Dialer dial, TimeProvider time, ILogger logger)
{
    private readonly TrustedAuthorities _authorities = TrustedAuthorities.Load(options.CertificateAuthority);

    /// <exception cref="BackendException">Unavailable, Timeout, Protocol; NotSupported where the server lacks the protection that is required.</exception>
    public async Task<ImapConnection> ConnectAsync(MailboxNames names, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await OpenAsync(names, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BackendException(BackendError.Timeout, $"{options.Host}:{options.Port} does not answer within {options.ConnectTimeout.TotalSeconds:0.#} s.", e);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw new BackendException(BackendError.Unavailable, $"{options.Host}:{options.Port} cannot be reached: {e.Message}", e);
        }
        catch (AuthenticationException e)
        {
            throw new BackendException(BackendError.Unavailable, $"TLS with {options.Host}:{options.Port} failed: {e.Message}", e);
        }
        catch (ImapProtocolException e)
        {
            throw new BackendException(BackendError.Protocol, $"{options.Host}:{options.Port} speaks no IMAP: {e.Message}", e);
        }
    }

    private async Task<ImapConnection> OpenAsync(MailboxNames names, CancellationToken cancellationToken)
    {
        var stream = await dial(cancellationToken);
        ResponseFramer? framer = null;
        try
        {
            if (options.TlsMode == ImapTlsMode.Implicit)
            {
                stream = await ProtectAsync(stream, cancellationToken);
            }

            framer = new ResponseFramer(stream);
            var greeting = new GreetingExchange(stream, framer);
            await greeting.GreetAsync(cancellationToken);
            if (options.TlsMode == ImapTlsMode.StartTls)
            {
                await greeting.StartTlsAsync(cancellationToken);
                framer.Dispose();
                stream = await ProtectAsync(stream, cancellationToken);
                framer = new ResponseFramer(stream);
                greeting = new GreetingExchange(stream, framer);
            }

            var capabilities = greeting.Capabilities ?? await greeting.AskCapabilitiesAsync(cancellationToken);
            var connection = new ImapConnection(stream, framer, names, capabilities, options.CommandTimeout, time, logger) { IsAuthenticated = greeting.IsAuthenticated };
            connection.Start();
            return connection;
        }
        catch
        {
            framer?.Dispose();
            await stream.DisposeAsync();
            throw;
        }
    }

    private async Task<Stream> ProtectAsync(Stream stream, CancellationToken cancellationToken)
    {
        var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = options.Host, RemoteCertificateValidationCallback = _authorities.Accepts },
                cancellationToken);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }
}
