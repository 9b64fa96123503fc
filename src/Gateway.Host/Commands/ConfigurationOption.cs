using System.CommandLine;

namespace Mapigate.Gateway.Host.Commands;

/// <summary>The option that names the configuration file.</summary>
internal static class ConfigurationOption
{
    /// <summary>Exit code of a command whose configuration cannot be used.</summary>
    public const int Unusable = 2;

    public static Option<string?> Create() => new("--config")
    {
        Description = "The configuration file. Without it the gateway keeps the mailboxes itself.",
    };
}
