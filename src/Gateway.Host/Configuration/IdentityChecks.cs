using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Checks what names the gateway and its users.</summary>
internal static class IdentityChecks
{
    private const int MaxOrganization = 64;

    public static IEnumerable<ConfigurationFault> Run(GatewayConfiguration configuration)
    {
        if (configuration.ExternalUrl is { } external
            && (!Uri.TryCreate(external, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || uri.AbsolutePath != "/" || uri.Query.Length > 0))
            yield return new ConfigurationFault("externalUrl", $"must be https://host or https://host:port, not '{external}'");
        if (configuration.ExternalUrl is null && ListenAddress.Of(configuration.Listen.Url) is { IsAny: true })
            yield return new ConfigurationFault("externalUrl", "is needed where listen.url names no single address: clients are told to connect there");
        if (configuration.Organization.Length is 0 or > MaxOrganization || configuration.Organization.Any(c => c is < ' ' or > '~' or '/' or '='))
            yield return new ConfigurationFault("organization", $"must be 1 to {MaxOrganization} ASCII characters without / and =");
        if (configuration.Domains.Count == 0)
            yield return new ConfigurationFault("domains", "at least one mail domain is needed, for example [\"example.org\"]");
        for (var i = 0; i < configuration.Domains.Count; i++)
        {
            if (Uri.CheckHostName(configuration.Domains[i]) != UriHostNameType.Dns)
                yield return new ConfigurationFault($"domains[{i}]", $"'{configuration.Domains[i]}' is no mail domain");
        }

        if (configuration.ExtensionKey is { } key && !Composition.ExtensionKey.IsKey(key))
            yield return new ConfigurationFault("extensionKey", $"must be {Composition.ExtensionKey.Length} bytes in base64, as openssl rand -base64 {Composition.ExtensionKey.Length} prints them");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(configuration.TimeZone, out var zone) || !zone.HasIanaId)
            yield return new ConfigurationFault("timeZone", $"'{configuration.TimeZone}' is no IANA time zone such as Europe/Berlin");
        if (!Enum.TryParse<LogLevel>(configuration.LogLevel, ignoreCase: true, out _))
            yield return new ConfigurationFault("logLevel", $"must be Trace, Debug, Information, Warning or Error, not '{configuration.LogLevel}'");
    }
}
