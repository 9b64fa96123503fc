namespace Mapigate.Gateway.Host.Configuration;

/// <summary>What is wrong with the configuration.</summary>
/// <param name="Key">The key in the user's own spelling, for example <c>backends.imap.url</c>; the environment variable where the value came from one.</param>
/// <param name="Message">What is wrong and what would be right.</param>
/// <param name="IsWarning">The gateway starts nevertheless.</param>
internal sealed record ConfigurationFault(string Key, string Message, bool IsWarning = false)
{
    public override string ToString() => $"{(IsWarning ? "warning: " : "")}{Key}: {Message}";
}
