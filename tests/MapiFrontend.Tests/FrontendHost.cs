using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Mapigate.Backends;
using Mapigate.Backends.Transport;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.Primitives;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mapigate.MapiFrontend.Tests;

/// <summary>The front end behind a real listener on a free loopback port, with two users.</summary>
internal sealed class FrontendHost : IAsyncDisposable
{
    public const string Mailbox = "/mapi/emsmdb/?MailboxId=1@example.test";
    public const string AddressBook = "/mapi/nspi/?MailboxId=1@example.test";

    private readonly WebApplication _app;
    private int _requests;

    private FrontendHost(WebApplication app, HttpClient client)
    {
        _app = app;
        Client = client;
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static AuthenticatedUser Alice { get; } = User("alice", "Alice Example");

    public static AuthenticatedUser Bob { get; } = User("bob", "Bob Example");

    public static async Task<FrontendHost> StartAsync(
        Func<MapiFrontendOptions, MapiFrontendOptions>? configure = null, TimeProvider? time = null, Func<string, string, bool>? isUser = null, Action<IServiceCollection>? services = null)
    {
        var options = new MapiFrontendOptions { ExternalUrl = new Uri("https://mail.example.test") };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(configure?.Invoke(options) ?? options);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        var backends = new MailboxBackends(new MemoryMailBackend(isUser ?? IsUser), null, new NoTransport());
        builder.Services.AddSingleton(new MailboxOptions { Organization = "Example", Domains = ["example.test"], DisplayNames = Names });
        builder.Services.AddSingleton<IStateStore, MemoryStateStore>();
        builder.Services.AddSingleton(backends);
        builder.Services.AddSingleton<MailboxRegistry>();
        builder.Services.AddMapiFrontend();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapMapiHttp();
        await app.StartAsync();
        var handler = new SocketsHttpHandler { UseCookies = false };
        return new FrontendHost(app, new HttpClient(handler) { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromSeconds(60) });
    }

    /// <summary>A request as Outlook makes it; the test spoils what it wants to see refused.</summary>
    public HttpRequestMessage Request(string path, string type, byte[] body, string? cookies = null, AuthenticatedUser? user = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MapiHttpHeaders.ContentType);
        request.Headers.Add(MapiHttpHeaders.RequestType, type);
        request.Headers.Add(MapiHttpHeaders.RequestId, $"{{2EF33C39-49C8-421C-B876-CDF7F2AC3AA0}}:{Interlocked.Increment(ref _requests)}");
        request.Headers.Add(MapiHttpHeaders.ClientInfo, "{11111111-49C8-421C-B876-CDF7F2AC3AA0}:7");
        request.Headers.Add(MapiHttpHeaders.ClientApplication, "Outlook/16.0.14332.20331");
        request.Headers.Authorization = Basic(Encoding.UTF8.GetBytes((user ?? Alice).Address + ":secret"));
        if (cookies is not null)
            request.Headers.Add("Cookie", cookies);
        return request;
    }

    public async Task<MapiReply> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        return await MapiReply.ReadAsync(response);
    }

    public Task<MapiReply> SendAsync(string path, string type, byte[] body, string? cookies = null, AuthenticatedUser? user = null) =>
        SendAsync(Request(path, type, body, cookies, user));

    public Task<MapiReply> ConnectAsync(string? cookies = null, AuthenticatedUser? user = null) =>
        SendAsync(Mailbox, "Connect", ConnectBody(user ?? Alice), cookies, user);

    public static byte[] ConnectBody(AuthenticatedUser user, uint flags = 0, string? dn = null, uint codePage = 1252) =>
        Bytes(new ConnectRequest(dn ?? user.LegacyDn, flags, codePage, 1033, 1033, []));

    public static byte[] Bytes<T>(T body)
        where T : IMapiHttpBody<T>
    {
        using var writer = new WireWriter();
        body.Write(writer);
        return writer.ToArray();
    }

    public static AuthenticationHeaderValue Basic(byte[] credentials) => new("Basic", Convert.ToBase64String(credentials));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static Dictionary<string, string> Names => new() { [Alice.Address] = Alice.DisplayName, [Bob.Address] = Bob.DisplayName };

    private static bool IsUser(string name, string password) => name is "alice@example.test" or "bob@example.test" && password == "secret";

    private static AuthenticatedUser User(string name, string displayName) => new(
        $"{name}@example.test",
        displayName,
        $"/o=Example/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn={name}",
        MailboxIdentity.MailboxGuidOf($"{name}@example.test"));

    private sealed class NoTransport : IMailTransport
    {
        public Task<SubmissionResult> SubmitAsync(BackendCredentials credentials, MailEnvelope envelope, Stream content, long length, CancellationToken cancellationToken) =>
            throw new BackendException(BackendError.NotSupported, "Nothing is sent here");
    }
}
