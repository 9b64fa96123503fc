using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mapigate.Mapi.Client.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mapigate.Mapi.Client.Tests;

/// <summary>A web server on a free port of the loopback interface that answers as each test says.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<HttpClient> _clients = [];

    private FakeServer(WebApplication app, X509Certificate2? certificate)
    {
        _app = app;
        Certificate = certificate;
        Address = new Uri(app.Urls.First());
    }

    public Uri Address { get; }

    /// <summary>The self-signed certificate of a server with TLS.</summary>
    public X509Certificate2? Certificate { get; }

    public static async Task<FakeServer> StartAsync(RequestDelegate answer, bool tls = false)
    {
        var certificate = tls ? NewCertificate() : null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new FakeServer(app, certificate);
    }

    public HttpClient Client(ClientOptions? options = null)
    {
        var client = HttpConnections.Create(options ?? Options);
        _clients.Add(client);
        return client;
    }

    public MapiHttpTransport Transport(ClientOptions? options = null) => new(Client(options), new Uri(Address, "/mapi/emsmdb/?MailboxId=1"), options ?? Options);

    public static ClientOptions Options { get; } = new("alice", "sécret");

    /// <summary>A loopback port where nobody listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        await _app.DisposeAsync();
        Certificate?.Dispose();
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
