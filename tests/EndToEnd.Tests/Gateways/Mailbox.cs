using System.Security.Cryptography.X509Certificates;
using Mapigate.Mapi.Client.Discovery;
using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Client.Transport;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Gateways;

/// <summary>A session in one user's mailbox, opened as a client opens it: Autodiscover, Connect, RopLogon.</summary>
internal sealed class Mailbox : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly ClientOptions _options;

    private Mailbox(HttpClient http, ClientOptions options, StackUser user, AutodiscoverSettings settings, MapiSession session, MapiStore store)
    {
        _http = http;
        _options = options;
        User = user;
        Settings = settings;
        Session = session;
        Store = store;
    }

    public StackUser User { get; }

    public AutodiscoverSettings Settings { get; }

    public MapiSession Session { get; }

    public MapiStore Store { get; }

    public static ClientOptions Options(StackUser user, string authority)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(authority);
        return new ClientOptions(user.Address, user.Password) { CertificateAuthorities = authorities };
    }

    public static async Task<Mailbox> OpenAsync(Uri gateway, StackUser user, string authority)
    {
        var options = Options(user, authority);
        var http = HttpConnections.Create(options);
        try
        {
            var settings = await new Autodiscover(http).AskAsync(Autodiscover.ServiceOf(gateway), user.Address, default);
            var session = await MapiSession.ConnectAsync(new MapiHttpTransport(http, settings.MailStore, options), settings.LegacyDn, default);
            return new Mailbox(http, options, user, settings, session, await MapiStore.LogonAsync(session, settings.LegacyDn, default));
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>Another connection to an endpoint, with cookies of its own.</summary>
    public MapiHttpTransport NewTransport(Uri endpoint) => new(_http, endpoint, _options);

    public Task<MapiFolder> OpenAsync(SpecialFolder role) => Store.OpenFolderAsync(role, default);

    /// <summary>The rows of a folder's table as it is now.</summary>
    public static async Task<List<PropertyRow>> RowsAsync(MapiFolder folder, PropertyTag[] columns, ContentsTableFlags flags = ContentsTableFlags.None)
    {
        using var table = await folder.ContentsAsync(flags, default);
        await table.SetColumnsAsync(columns, default);
        var rows = new List<PropertyRow>();
        await foreach (var row in table.RowsAsync())
            rows.Add(row);
        return rows;
    }

    /// <summary>The rows of the folder that has a role.</summary>
    public async Task<List<PropertyRow>> RowsAsync(SpecialFolder role, params PropertyTag[] columns)
    {
        using var folder = await OpenAsync(role);
        return await RowsAsync(folder, columns);
    }

    /// <summary>The subjects of a folder's messages, in the table's order.</summary>
    public async Task<List<string?>> SubjectsAsync(SpecialFolder role) =>
        [.. (await RowsAsync(role, PidTag.Subject)).Select(row => row.Get<string>(PidTag.Subject))];

    /// <summary>The one message of a folder that has a subject.</summary>
    public async Task<MessageId> FindAsync(SpecialFolder role, string subject)
    {
        var rows = await RowsAsync(role, PidTag.Mid, PidTag.Subject);
        return new MessageId((ulong)Assert.Single(rows, row => row.Get<string>(PidTag.Subject) == subject).Get<long>(PidTag.Mid));
    }

    /// <summary>Opens the one message of a folder that has a subject.</summary>
    public async Task<MapiMessage> OpenAsync(SpecialFolder role, string subject)
    {
        using var folder = await OpenAsync(role);
        return await folder.OpenMessageAsync(await FindAsync(role, subject), default);
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        _http.Dispose();
    }
}
