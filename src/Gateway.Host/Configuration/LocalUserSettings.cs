using System.ComponentModel;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>An element of <c>backends.local.users</c></summary>
internal sealed record LocalUserSettings
{
    [Description("Mail address in one of domains; he logs in with it.")]
    public string Address { get; init; } = "";

    [Description("Name for people; without one the part of the address before the @.")]
    public string Name { get; init; } = "";

    [Description("What ./mapigate password prints for his password.")]
    public string Password { get; init; } = "";

    [Description("Bytes that his mail may take; without it there is no limit.")]
    public long? Quota { get; init; }

    /// <summary>How he is shown.</summary>
    public string NameOrAddress() => string.IsNullOrWhiteSpace(Name) ? Address.Split('@')[0] : Name;
}
