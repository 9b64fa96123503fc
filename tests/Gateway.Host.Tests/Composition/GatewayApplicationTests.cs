using System.Net;
using Mapigate.Gateway.Host.Composition;
using Mapigate.Gateway.Host.Configuration;
using Microsoft.AspNetCore.Builder;

namespace Mapigate.Gateway.Host.Tests.Composition;

public sealed class GatewayApplicationTests
{
    [Fact]
    public async Task Https_answers_with_the_made_certificate_and_knows_its_paths()
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder, new ListenSettings { Url = "https://127.0.0.1:0" });
        using var client = Client(app);
        Assert.Equal("ready\n", await client.GetStringAsync("/healthz/ready"));
        Assert.Equal("live\n", await client.GetStringAsync("/healthz/live"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync("/mapi/emsmdb/", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/nothing")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/oab/")).StatusCode);
    }

    [Fact]
    public async Task Log_in_while_the_mail_server_is_down_is_503()
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder, new ListenSettings { Url = "https://127.0.0.1:0" });
        using var client = Client(app);
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("alice:secret"u8));
        var response = await client.PostAsync("/mapi/emsmdb/", null);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("127.0.0.1", null, HttpStatusCode.Unauthorized)]
    [InlineData("127.0.0.0/8", "https", HttpStatusCode.Unauthorized)]
    [InlineData("127.0.0.0/8", "http", HttpStatusCode.Forbidden)]
    [InlineData("10.0.0.0/8", null, HttpStatusCode.Forbidden)]
    [InlineData("10.0.0.0/8", "https", HttpStatusCode.Forbidden)]
    public async Task Plain_http_is_for_trusted_proxies_alone(string trusted, string? forwardedProto, HttpStatusCode status)
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder, new ListenSettings { Url = "http://127.0.0.1:0", TrustedProxies = [trusted] });
        using var client = Client(app);
        if (forwardedProto is not null)
            client.DefaultRequestHeaders.Add("X-Forwarded-Proto", forwardedProto);
        Assert.Equal(status, (await client.PostAsync("/mapi/emsmdb/", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz/ready")).StatusCode);
    }

    private static async Task<WebApplication> StartAsync(TemporaryFolder folder, ListenSettings listen)
    {
        var app = GatewayApplication.Build(new GatewayConfiguration
        {
            Listen = listen,
            ExternalUrl = "https://mail.example.test",
            Domains = ["example.test"],
            State = Path.Combine(folder.Path, "state"),
            LogLevel = "None",
            Backends = new BackendsSettings
            {
                Imap = new MailServerSettings { Url = "imap://127.0.0.1:1", StartTls = ServerAddress.Off },
                Smtp = new SubmissionSettings { Url = "smtp://127.0.0.1:1", StartTls = ServerAddress.Off },
            },
        });
        await app.StartAsync();
        return app;
    }

    private static HttpClient Client(WebApplication app)
    {
        var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
        return new HttpClient(handler) { BaseAddress = new Uri(app.Urls.Single()) };
    }
}
