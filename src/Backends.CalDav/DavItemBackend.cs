using Mapigate.Backends.Items;
using Microsoft.Extensions.Logging;

namespace Mapigate.Backends.CalDav;

/// <summary>A CalDAV and CardDAV server (RFC 4791, RFC 6352). One set of connections serves all users.</summary>
public sealed partial class DavItemBackend : IItemBackend, IDisposable
{
    private readonly DavServer _server;
    private readonly ILogger<DavItemBackend> _logger;

    /// <exception cref="ArgumentException">An address is not one of HTTP, or the two are on different servers.</exception>
    /// <exception cref="IOException">The file of authorities cannot be read.</exception>
    public DavItemBackend(DavOptions options, TimeProvider time, ILogger<DavItemBackend> logger)
    {
        _server = new DavServer(options, time);
        _logger = logger;
    }

    public async Task<IItemStore> LogInAsync(BackendCredentials credentials, CancellationToken cancellationToken)
    {
        var session = new DavSession(_server, credentials);
        var homes = await new DavDiscovery(session).FindAsync(cancellationToken);
        Log.LoggedIn(_logger, session.User, string.Join(", ", homes.All.Select(h => h.Href)));
        return new DavItemStore(session, homes);
    }

    public void Dispose() => _server.Dispose();

    private static partial class Log
    {
        [LoggerMessage(2201, LogLevel.Debug, "Collections of {User} are in {Homes}")]
        public static partial void LoggedIn(ILogger logger, string user, string homes);
    }
}
