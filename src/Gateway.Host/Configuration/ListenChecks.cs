using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Checks <c>listen</c>.</summary>
internal static class ListenChecks
{
    public static IEnumerable<ConfigurationFault> Run(ListenSettings listen)
    {
        var address = ListenAddress.Of(listen.Url);
        if (address is null)
            yield return new ConfigurationFault("listen.url", $"must be https://address:port, not '{listen.Url}'");
        if (address is { IsHttps: false } && listen.TrustedProxies.Count == 0)
            yield return new ConfigurationFault("listen.url", "plain HTTP needs listen.trustedProxies: passwords would travel in clear text");
        for (var i = 0; i < listen.TrustedProxies.Count; i++)
        {
            if (!IPNetwork.TryParse(listen.TrustedProxies[i], out _) && !IPAddress.TryParse(listen.TrustedProxies[i], out _))
                yield return new ConfigurationFault($"listen.trustedProxies[{i}]", $"must be an address or a network such as 10.0.0.0/8, not '{listen.TrustedProxies[i]}'");
        }

        if (listen.Certificate is null != listen.Key is null)
            yield return new ConfigurationFault(listen.Key is null ? "listen.key" : "listen.certificate", "certificate and key belong together; one is missing");
        else if (listen.Certificate is not null && LoadFault(listen.Certificate, listen.Key!) is { } fault)
            yield return fault;
        else if (listen.Certificate is null && address is { IsHttps: true })
            yield return new ConfigurationFault("listen.certificate", "none is given: a self-signed one is used, which clients will not trust", IsWarning: true);
    }

    private static ConfigurationFault? LoadFault(string certificate, string key)
    {
        foreach (var (name, path) in (ReadOnlySpan<(string, string)>)[("listen.certificate", certificate), ("listen.key", key)])
        {
            if (!File.Exists(path))
                return new ConfigurationFault(name, $"there is no file {path}");
        }

        try
        {
            using var loaded = X509Certificate2.CreateFromPemFile(certificate, key);
            return null;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return new ConfigurationFault("listen.certificate", $"cannot be used with its key: {e.Message}");
        }
    }
}
