using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Checks <c>listen</c>.</summary>
internal static class ListenChecks
{
    public static IEnumerable<ConfigurationFault> Run(ListenSettings listen)
    {
        var isUrl = TryParse(listen.Url, out var scheme, out _, out _);
        if (!isUrl)
            yield return new ConfigurationFault("listen.url", $"must be https://address:port, not '{listen.Url}'");
        if (scheme == Uri.UriSchemeHttp && listen.TrustedProxies.Count == 0)
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
        else if (listen.Certificate is null && scheme == Uri.UriSchemeHttps)
            yield return new ConfigurationFault("listen.certificate", "none is given: a self-signed one is used, which clients will not trust", IsWarning: true);
    }

    /// <summary>Takes a listening address apart; the host is empty for all addresses of the machine.</summary>
    public static bool TryParse(string url, out string scheme, out string host, out int port)
    {
        (scheme, host, port) = ("", "", 0);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp) || uri.AbsolutePath != "/" || uri.Query.Length > 0)
            return false;
        (scheme, port) = (uri.Scheme, uri.Port);
        host = uri.Host.Trim('[', ']');
        return host == "localhost" || IPAddress.TryParse(host, out _);
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
