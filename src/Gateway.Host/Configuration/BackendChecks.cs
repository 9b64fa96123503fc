using System.Security.Cryptography;
using Mapigate.Backends.Connecting;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Checks <c>backends</c>.</summary>
internal static class BackendChecks
{
    public static IEnumerable<ConfigurationFault> Run(GatewayConfiguration configuration) =>
        configuration.Backends is { Local: { } local } backends ? [.. Alone(backends), .. LocalChecks.Run(local, configuration.Domains)] : RunServers(configuration.Backends);

    /// <summary>Either the gateway keeps the mailboxes itself, or servers do.</summary>
    private static IEnumerable<ConfigurationFault> Alone(BackendsSettings backends) =>
        from other in new[] { (Key: "backends.imap", IsGiven: backends.Imap is not null), (Key: "backends.smtp", IsGiven: backends.Smtp is not null), (Key: "backends.dav", IsGiven: backends.Dav is not null) }
        where other.IsGiven
        select new ConfigurationFault(other.Key, "cannot stand beside backends.local: mailboxes are either the gateway's own or on servers; remove one of both");

    private static List<ConfigurationFault> RunServers(BackendsSettings backends)
    {
        var faults = new List<ConfigurationFault>();
        if (backends.Imap is not { } imap)
            faults.Add(new ConfigurationFault("backends.imap", "is needed: the server where mail lies; or backends.local, for mailboxes of the gateway's own"));
        else
        {
            CheckServer(faults, "backends.imap", "imap", imap.Url, ServerAddress.OfImap(imap.Url), imap.StartTls, imap.CertificateAuthority);
            CheckFolders(faults, imap.Folders);
        }

        if (backends.Smtp is not { } smtp)
            faults.Add(new ConfigurationFault("backends.smtp", "is needed: the server where mail is submitted"));
        else
            CheckServer(faults, "backends.smtp", "smtp", smtp.Url, ServerAddress.OfSmtp(smtp.Url), smtp.StartTls, smtp.CertificateAuthority);
        if (backends.Dav is { } dav)
        {
            CheckHttp(faults, "backends.dav.url", dav.Url);
            if (dav.ContactsUrl is not null)
                CheckHttp(faults, "backends.dav.contactsUrl", dav.ContactsUrl);
            CheckAuthority(faults, "backends.dav.certificateAuthority", dav.CertificateAuthority);
        }

        return faults;
    }

    private static void CheckServer(
        List<ConfigurationFault> faults, string key, string scheme, string url, ServerAddress? server, string startTls, string? authority)
    {
        if (server is null)
            faults.Add(new ConfigurationFault($"{key}.url", $"must be {scheme}s://host:port or {scheme}://host:port, not '{url}'"));
        if (startTls is not (ServerAddress.Required or ServerAddress.Off))
            faults.Add(new ConfigurationFault($"{key}.startTls", $"must be \"required\" or \"off\", not \"{startTls}\""));
        if (startTls == ServerAddress.Off && server is { IsImplicitTls: false } && !IsLoopback(server.Host))
            faults.Add(new ConfigurationFault($"{key}.startTls", $"passwords travel to {server.Host} in clear text", IsWarning: true));
        CheckAuthority(faults, $"{key}.certificateAuthority", authority);
    }

    private static void CheckFolders(List<ConfigurationFault> faults, MailFolderSettings folders)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, _, path) in folders.Keys().Where(k => k.Path is not null))
        {
            if (string.IsNullOrWhiteSpace(path) || path.Any(char.IsControl) || path.Equals("INBOX", StringComparison.OrdinalIgnoreCase))
                faults.Add(new ConfigurationFault($"backends.imap.folders.{key}", $"must be the path of a folder other than INBOX, not '{path}'"));
            else if (!seen.TryAdd(path, key))
                faults.Add(new ConfigurationFault($"backends.imap.folders.{key}", $"is the same folder as backends.imap.folders.{seen[path]}"));
        }
    }

    private static void CheckHttp(List<ConfigurationFault> faults, string key, string url)
    {
        // The place of the user's name is no URL character.
        if (!Uri.TryCreate(url.Replace("{user}", "user", StringComparison.Ordinal), UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            faults.Add(new ConfigurationFault(key, $"must be https://host/ or http://host/, not '{url}'"));
        else if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback)
            faults.Add(new ConfigurationFault(key, $"passwords travel to {uri.Host} in clear text", IsWarning: true));
    }

    private static void CheckAuthority(List<ConfigurationFault> faults, string key, string? path)
    {
        if (path is null)
            return;
        try
        {
            TrustedAuthorities.Load(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            faults.Add(new ConfigurationFault(key, $"cannot be used: {e.Message}"));
        }
    }

    private static bool IsLoopback(string host) => host == "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}
