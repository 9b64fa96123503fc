using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Mapigate.Gateway.Host.Composition;

/// <summary>What the listener lets clients take.</summary>
internal static class KestrelBounds
{
    /// <summary>Largest body of any request; each endpoint has its own, smaller bound.</summary>
    private const long MaxBody = 4 * 1024 * 1024;

    private const int MaxConnections = 20_000;

    public static void Apply(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = MaxBody;
        limits.MaxConcurrentConnections = MaxConnections;
        limits.MaxRequestHeadersTotalSize = 64 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(5);

        // An answer to a waiting client is a few bytes now and then: no rate can be asked of it.
        limits.MinResponseDataRate = null;
    }
}
