using System.ComponentModel;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary><c>listen</c></summary>
internal sealed record ListenSettings
{
    [Description("https://address:port. http:// only behind a proxy that is named in trustedProxies.")]
    public string Url { get; init; } = "https://0.0.0.0:443";

    [Description("PEM file with the certificate and those between it and the root. Without it one is made, which clients will not trust.")]
    public string? Certificate { get; init; }

    [Description("PEM file with the certificate's private key, not encrypted.")]
    public string? Key { get; init; }

    [Description("Addresses or networks (10.0.0.0/8) of proxies whose X-Forwarded headers count, and which alone may speak plain HTTP.")]
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];
}
