using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;
using Microsoft.Extensions.Logging;

namespace Mapigate.Backends.Imap;

/// <summary>An IMAP server (RFC 3501; with CONDSTORE and QRESYNC where offered) as the store of many users' mail.</summary>
public sealed class ImapMailBackend : IMailBackend
{
    private readonly ImapOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ImapConnector _connector;
    private readonly ImapResilience _resilience;

    /// <exception cref="IOException">The file of authorities cannot be read.</exception>
    public ImapMailBackend(ImapOptions options, TimeProvider time, ILogger<ImapMailBackend> logger)
        : this(options, token => TcpDialer.DialAsync(options.Host, options.Port, token), time, logger)
    {
    }

    internal ImapMailBackend(ImapOptions options, Dialer dial, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _connector = new ImapConnector(options, dial, time, logger);
        _resilience = new ImapResilience(options.OpenAttempts, time);
    }

    public async Task<IMailStore> LogInAsync(BackendCredentials credentials, CancellationToken cancellationToken)
    {
        var names = new MailboxNames();
        ImapCapabilities announced = ImapCapabilities.None;
        var pool = new ImapPool(_options, OpenAsync, _time);
        try
        {
            await pool.OpenFirstAsync(cancellationToken);
            var store = new ImapMailStore(pool, _resilience, _options, _time, _logger);
            store.Announce(announced);
            return store;
        }
        catch
        {
            await pool.DisposeAsync();
            throw;
        }

        async Task<ImapConnection> OpenAsync(CancellationToken token)
        {
            var connection = await _resilience.ReachAsync(inner => _connector.ConnectAsync(names, inner), token);
            try
            {
                await ImapLogIn.LogInAsync(connection, credentials, _options.ClientName, token);
                announced = connection.Capabilities;
                return connection;
            }
            catch (Exception e)
            {
                // Who is not logged in need not log out.
                connection.Abort(new BackendException(BackendError.Unavailable, "The log-in failed.", e));
                await connection.DisposeAsync();
                throw;
            }
        }
    }
}
