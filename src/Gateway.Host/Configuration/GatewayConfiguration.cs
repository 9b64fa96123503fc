using System.ComponentModel;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>The configuration file. Names of keys are those of the properties in camel case; <see cref="DescriptionAttribute"/> is what the reference says of a key.</summary>
internal sealed record GatewayConfiguration
{
    [Description("Where the gateway listens.")]
    public ListenSettings Listen { get; init; } = new();

    [Description("Where clients reach the gateway, scheme and host only; default is listen.url.")]
    public string? ExternalUrl { get; init; }

    [Description("The first part of every legacy DN. Never change it once clients have made profiles.")]
    public string Organization { get; init; } = "Mapigate";

    [Description("Mail domains that are served; the first completes log-in names without one.")]
    public IReadOnlyList<string> Domains { get; init; } = [];

    [Description("Time zone of mailboxes that have not said otherwise, an IANA name.")]
    public string TimeZone { get; init; } = "UTC";

    [Description("Folder for the gateway's own state. It is a cache: it may be deleted while the gateway is stopped.")]
    public string State { get; init; } = "state";

    [Description("Secret of 32 bytes in base64 (openssl rand -base64 32), which marks what the gateway itself wrote into mail and calendars. Keep it: under another, properties that only Outlook knows are lost. Without it one is made and kept in extension.key beside the state folder.")]
    public string? ExtensionKey { get; init; }

    [Description("Addresses of users who may ask for administrative privilege.")]
    public IReadOnlyList<string> Administrators { get; init; } = [];

    [Description("How long what was deleted softly can be had back; 0 deletes for good at once.")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(14);

    [Description("Times of client sessions.")]
    public SessionSettings Session { get; init; } = new();

    [Description("The servers behind the gateway.")]
    public BackendsSettings Backends { get; init; } = new();

    [Description("People of the global address list beside the one who looks.")]
    public IReadOnlyList<PersonSettings> Directory { get; init; } = [];

    [Description("Least severe log entries that are written: Trace, Debug, Information, Warning, Error.")]
    public string LogLevel { get; init; } = "Information";

    /// <summary>Names by address of everybody in the global address list: those listed, and the local users.</summary>
    public IReadOnlyDictionary<string, string> People()
    {
        var people = Directory.ToDictionary(p => p.Address.ToLowerInvariant(), p => p.Name);
        foreach (var user in Backends.Local?.Users ?? [])
            people.TryAdd(user.Address.ToLowerInvariant(), user.NameOrAddress());
        return people;
    }

    /// <summary>Where clients reach the gateway.</summary>
    public Uri ExternalAddress() => new(ExternalUrl ?? Listen.Url);
}
