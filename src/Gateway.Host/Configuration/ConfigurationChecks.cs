namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Runs every section's checks; none stops at the first fault.</summary>
internal static class ConfigurationChecks
{
    public static IEnumerable<ConfigurationFault> Run(GatewayConfiguration configuration) =>
    [
        .. ListenChecks.Run(configuration.Listen),
        .. IdentityChecks.Run(configuration),
        .. SessionChecks.Run(configuration.Session),
        .. RetentionChecks.Run(configuration.Retention),
        .. BackendChecks.Run(configuration),
        .. DirectoryChecks.Run(configuration),
    ];
}
