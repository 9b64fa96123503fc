using System.Collections.Concurrent;
using System.Text;
using Mapigate.Backends.Items;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Backends.CalDav.Tests;

/// <summary>A real HTTP server that answers as a test says, and remembers what it was asked.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    public static readonly BackendCredentials Alice = new("alice", "grün");

    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, Func<Asked, HttpContext, Task>> _answers = new();
    private readonly List<Asked> _asked = [];

    private FakeServer(WebApplication application) => _application = application;

    /// <summary>Answers what nothing else does; 404 without it.</summary>
    public Func<Asked, HttpContext, Task>? Otherwise { get; set; }

    public string Url => _application.Urls.Single();

    /// <summary>What came in, in order.</summary>
    public IReadOnlyList<Asked> All
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    public static async Task<FakeServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(o => o.Limits.MinResponseDataRate = null);
        var application = builder.Build();
        var server = new FakeServer(application);
        application.Run(server.AnswerAsync);
        await application.StartAsync();
        return server;
    }

    /// <summary>Answers a method and path; "REPORT /c/" asked twice can answer differently by what it was asked.</summary>
    public FakeServer On(string target, Func<Asked, HttpContext, Task> answer)
    {
        _answers[target] = answer;
        return this;
    }

    public FakeServer On(string target, int status, string body = "", params (string Name, string Value)[] headers) =>
        On(target, (_, context) => RespondAsync(context, status, body, headers));

    /// <summary>Each answer once, in order; the last one stays.</summary>
    public FakeServer On(string target, params (int Status, string Body)[] answers)
    {
        var count = -1;
        return On(target, (_, context) =>
        {
            var (status, body) = answers[Math.Min(Interlocked.Increment(ref count), answers.Length - 1)];
            return RespondAsync(context, status, body);
        });
    }

    /// <summary>A root that leads to one home, "/home/", for calendars and contacts.</summary>
    public FakeServer WithHome() => On("PROPFIND /", 207, Xml.Multistatus(Xml.Response(
        "/", "<D:resourcetype><D:collection/></D:resourcetype>"
        + "<C:calendar-home-set><D:href>/home/</D:href></C:calendar-home-set><A:addressbook-home-set><D:href>/home</D:href></A:addressbook-home-set>")));

    public DavItemBackend Backend(Func<DavOptions, DavOptions>? change = null)
    {
        var options = new DavOptions { Url = Url, Attempts = 1 };
        return new DavItemBackend(change?.Invoke(options) ?? options, TimeProvider.System, NullLogger<DavItemBackend>.Instance);
    }

    public Task<IItemStore> LogInAsync(Func<DavOptions, DavOptions>? change = null) => Backend(change).LogInAsync(Alice, CancellationToken.None);

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    public static async Task RespondAsync(HttpContext context, int status, string body, params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        if (body.StartsWith('<'))
        {
            context.Response.ContentType = "application/xml; charset=utf-8";
        }

        // Even nothing written to an answer that has no body ends the connection.
        if (body.Length > 0)
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var target = $"{context.Request.Method} {context.Features.Get<IHttpRequestFeature>()!.RawTarget}";
        var asked = new Asked(target, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), await body.ReadToEndAsync());
        lock (_asked)
        {
            _asked.Add(asked);
        }

        await (_answers.TryGetValue(target, out var answer) ? answer(asked, context) : Otherwise?.Invoke(asked, context) ?? RespondAsync(context, 404, ""));
    }

    /// <summary>One request.</summary>
    internal sealed record Asked(string Target, IReadOnlyDictionary<string, string> Headers, string Body);
}
