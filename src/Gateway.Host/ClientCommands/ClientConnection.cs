using Mapigate.Mapi.Client.AddressBooks;
using Mapigate.Mapi.Client.Discovery;
using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Client.Transport;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>A session with the mailbox that the command line names.</summary>
internal sealed class ClientConnection : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly ClientOptions _options;

    private ClientConnection(HttpClient http, ClientOptions options, AutodiscoverSettings settings, MapiSession session, MapiStore store)
    {
        _http = http;
        _options = options;
        Settings = settings;
        Session = session;
        Store = store;
    }

    public AutodiscoverSettings Settings { get; }

    public MapiSession Session { get; }

    public MapiStore Store { get; }

    /// <summary>Finds the server, connects and logs on.</summary>
    public static async Task<ClientConnection> OpenAsync(ConnectionTarget target, CancellationToken cancellation)
    {
        var http = HttpConnections.Create(target.Client);
        try
        {
            var autodiscover = new Autodiscover(http);
            var own = await AskAsync(autodiscover, target.Server, target.Client.User, cancellation);
            var mailbox = target.Mailbox is null ? own : await AskAsync(autodiscover, target.Server, target.Mailbox, cancellation);
            var transport = new MapiHttpTransport(http, mailbox.MailStore, target.Client);
            var session = await MapiSession.ConnectAsync(transport, own.LegacyDn, cancellation);
            return new ClientConnection(http, target.Client, mailbox, session, await LogonAsync(session, mailbox.LegacyDn, cancellation));
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>Begins a session with the address book.</summary>
    public Task<AddressBook> OpenAddressBookAsync(CancellationToken cancellation)
    {
        var endpoint = Settings.AddressBook ?? throw new CommandException("The server names no address book");
        return AddressBook.BindAsync(new MapiHttpTransport(_http, endpoint, _options), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        _http.Dispose();
    }

    private static async Task<MapiStore> LogonAsync(MapiSession session, string mailboxDn, CancellationToken cancellation)
    {
        try
        {
            return await MapiStore.LogonAsync(session, mailboxDn, cancellation);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private static Task<AutodiscoverSettings> AskAsync(Autodiscover autodiscover, Uri? server, string address, CancellationToken cancellation) =>
        server is null ? autodiscover.FindAsync(address, cancellation) : autodiscover.AskAsync(Autodiscover.ServiceOf(server), address, cancellation);
}
