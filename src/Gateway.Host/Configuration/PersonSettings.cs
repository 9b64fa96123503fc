using System.ComponentModel;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>An element of <c>directory</c></summary>
internal sealed record PersonSettings
{
    [Description("Mail address.")]
    public string Address { get; init; } = "";

    [Description("Name for people.")]
    public string Name { get; init; } = "";
}
