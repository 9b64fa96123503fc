using System.Security.Cryptography.X509Certificates;
using Mapigate.Mapi.Client.Discovery;
using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Client.Transport;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcStor;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Bench.Servers;

/// <summary>One MAPI session over TLS with the measured mailbox.</summary>
internal sealed class MapiPeer : IAsyncDisposable
{
    private readonly HttpClient _http;

    private MapiPeer(HttpClient http, MapiStore store)
    {
        _http = http;
        Store = store;
    }

    public MapiStore Store { get; }

    public MapiSession Session => Store.Session;

    public static async Task<MapiPeer> LogOnAsync(StackDescription stack, CancellationToken cancellationToken)
    {
        var (address, password) = stack.User;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(stack.CertificateAuthority);
        var options = new ClientOptions(address, password) { CertificateAuthorities = authorities };
        var http = HttpConnections.Create(options);
        var settings = await new Autodiscover(http).AskAsync(Autodiscover.ServiceOf(stack.Gateway), address, cancellationToken);
        var session = await MapiSession.ConnectAsync(new MapiHttpTransport(http, settings.MailStore, options), settings.LegacyDn, cancellationToken);
        return new MapiPeer(http, await MapiStore.LogonAsync(session, settings.LegacyDn, cancellationToken));
    }

    /// <summary>The folder of that name.</summary>
    public async Task<FolderId> FindFolderAsync(string name, CancellationToken cancellationToken)
    {
        var folders = await Store.HierarchyAsync(Store.Folder(LogonFolder.InterpersonalMessagesSubtree), cancellationToken);
        return folders.Single(folder => folder.Name == name).Id;
    }

    /// <summary>The messages of the folder, in the order of its table.</summary>
    public async Task<List<MessageId>> MessagesAsync(FolderId folder, CancellationToken cancellationToken)
    {
        using var opened = await Store.OpenFolderAsync(folder, cancellationToken);
        using var table = await opened.ContentsAsync(ContentsTableFlags.None, cancellationToken);
        await table.SetColumnsAsync([PidTag.Mid], cancellationToken);
        var messages = new List<MessageId>();
        await foreach (var row in table.RowsAsync(cancellationToken))
            messages.Add(new MessageId((ulong)row.Get<long>(PidTag.Mid)));
        return messages;
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        _http.Dispose();
    }
}
