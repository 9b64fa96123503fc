using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mapigate.Gateway.Host.Composition;

/// <summary>What supervisors ask: does the process live, and does it take requests.</summary>
internal static class HealthEndpoints
{
    public const string Path = "/healthz";

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var lifetime = endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>();
        endpoints.MapGet($"{Path}/live", static (HttpContext http) => http.Response.WriteAsync("live\n", http.RequestAborted));
        endpoints.MapGet($"{Path}/ready", (HttpContext http) =>
        {
            var isReady = lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested;
            http.Response.StatusCode = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return http.Response.WriteAsync(isReady ? "ready\n" : "not ready\n", http.RequestAborted);
        });
    }
}
