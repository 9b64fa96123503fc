using System.Net.Http.Headers;
using System.Text;
using Mapigate.Backends;
using Mapigate.Gateway.Core.Mailboxes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Mapigate.WebFrontend.Tests;

/// <summary>The endpoints in a real server on loopback, with one user, "alice" with the password "s3cret"; "down" stands for a backend that is.</summary>
internal sealed class RunningFrontend : IAsyncDisposable
{
    public static readonly AuthenticatedUser Alice = new(
        "alice@example.test", "Alice & <Co>", "/o=Org/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=alice", new Guid("11111111-2222-3333-4444-555555555555"));

    private readonly WebApplication _application;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    private RunningFrontend(WebApplication application) => _application = application;

    public List<(string User, string Password)> Proven { get; } = [];

    public static async Task<RunningFrontend> StartAsync(Func<WebFrontendOptions, WebFrontendOptions>? change = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var frontend = new RunningFrontend(application);
        // What TLS, or a trusted proxy's word, does to a request.
        application.Use((http, next) =>
        {
            http.Request.Scheme = http.Request.Headers.ContainsKey("X-Plain") ? "http" : "https";
            return next(http);
        });
        var options = new WebFrontendOptions
        {
            ExternalUrl = new Uri("https://mail.example.test"),
            Authenticate = frontend.AuthenticateAsync,
            DeploymentId = new Guid("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"),
        };
        application.UseRouting();
        application.MapWebFrontend(change?.Invoke(options) ?? options);
        await application.StartAsync();
        return frontend;
    }

    public async Task<Reply> SendAsync(
        string method, string path, string? body = null, string? authorization = "alice:s3cret", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), _application.Urls.Single() + path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "text/xml");
        }

        if (authorization is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(authorization)));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _client.SendAsync(request, CancellationToken.None);
        return new Reply(
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType,
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value)));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _application.DisposeAsync();
    }

    private Task<AuthenticatedUser?> AuthenticateAsync(string user, string password, CancellationToken cancellationToken)
    {
        Proven.Add((user, password));
        return (user, password) switch
        {
            ("alice", "s3cret" or "grün€") => Task.FromResult<AuthenticatedUser?>(Alice),
            ("refused", _) => throw new BackendException(BackendError.AuthenticationFailed, "no"),
            ("down", _) => throw new BackendException(BackendError.Unavailable, "down"),
            ("nameless", _) => Task.FromResult<AuthenticatedUser?>(Alice with { DisplayName = "" }),
            _ => Task.FromResult<AuthenticatedUser?>(null),
        };
    }

    internal sealed record Reply(int Status, string Body, string? MediaType, IReadOnlyDictionary<string, string> Headers);
}
