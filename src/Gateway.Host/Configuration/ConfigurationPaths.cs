namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Paths in the configuration file count from its own folder.</summary>
internal static class ConfigurationPaths
{
    public static GatewayConfiguration RelativeTo(this GatewayConfiguration configuration, string folder) => configuration with
    {
        State = Path.GetFullPath(configuration.State, folder),
        Listen = configuration.Listen with { Certificate = Full(configuration.Listen.Certificate, folder), Key = Full(configuration.Listen.Key, folder) },
        Backends = configuration.Backends with
        {
            Local = configuration.Backends.Local is { } local ? local with { Folder = Full(local.Folder, folder) ?? "" } : null,
            Imap = configuration.Backends.Imap is { } imap ? imap with { CertificateAuthority = Full(imap.CertificateAuthority, folder) } : null,
            Smtp = configuration.Backends.Smtp is { } smtp ? smtp with { CertificateAuthority = Full(smtp.CertificateAuthority, folder) } : null,
            Dav = configuration.Backends.Dav is { } dav ? dav with { CertificateAuthority = Full(dav.CertificateAuthority, folder) } : null,
        },
    };

    private static string? Full(string? path, string folder) => string.IsNullOrEmpty(path) ? null : Path.GetFullPath(path, folder);
}
