using System.Text;
using System.Threading.Channels;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Mail;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Backends.Imap.Tests.Scripted;

/// <summary>An IMAP server whose every word the test says. Each connection that the client opens is taken by <see cref="AcceptAsync"/>.</summary>
internal sealed class ScriptedServer
{
    private readonly Channel<DuplexStream> _connections = Channel.CreateUnbounded<DuplexStream>();

    public ScriptedServer(ImapOptions? options = null, TimeProvider? time = null)
    {
        Backend = new ImapMailBackend(options ?? Options, DialAsync, time ?? TimeProvider.System, NullLogger.Instance);
    }

    public static ImapOptions Options { get; } = new() { Host = "imap.example.test", TlsMode = ImapTlsMode.None, ClientName = null, OpenAttempts = 1 };

    public static BackendCredentials Credentials { get; } = new("user", "password");

    public ImapMailBackend Backend { get; }

    /// <summary>How often the client has connected.</summary>
    public int Dials { get; private set; }

    /// <summary>Thrown instead of connecting.</summary>
    public Exception? DialFault { get; set; }

    public async Task<ScriptedConnection> AcceptAsync() => new(await _connections.Reader.ReadAsync());

    /// <summary>Logs in to a server with these capabilities.</summary>
    public async Task<(IMailStore Store, ScriptedConnection Connection)> LogInAsync(string capabilities)
    {
        var store = Backend.LogInAsync(Credentials, CancellationToken.None);
        var connection = await AcceptAsync();
        await connection.LogInAsync(capabilities);
        return (await store, connection);
    }

    /// <summary>Logs in and has a second connection opened, on which a folder "warm" is selected: the one that work inside folders goes to next.</summary>
    public async Task<(IMailStore Store, ScriptedConnection Worker)> WorkAsync(string capabilities)
    {
        var (store, _) = await LogInAsync(capabilities);
        var warm = store.ExpungeAsync("warm", 7, UidSet.Empty, CancellationToken.None);
        var worker = await AcceptAsync();
        await worker.LogInAsync(capabilities);
        await worker.SelectAsync("warm", parameters: capabilities.Contains("CONDSTORE", StringComparison.Ordinal) || capabilities.Contains("QRESYNC", StringComparison.Ordinal) ? " (CONDSTORE)" : "");
        await warm;
        return (store, worker);
    }

    private Task<Stream> DialAsync(CancellationToken cancellationToken)
    {
        Dials++;
        if (DialFault is not null)
        {
            return Task.FromException<Stream>(DialFault);
        }

        var (client, server) = DuplexStream.Create();
        _connections.Writer.TryWrite(server);
        return Task.FromResult<Stream>(client);
    }
}
