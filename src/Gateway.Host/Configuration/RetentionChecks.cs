namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Checks <c>retention</c>.</summary>
internal static class RetentionChecks
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    public static IEnumerable<ConfigurationFault> Run(TimeSpan retention)
    {
        if (retention < TimeSpan.Zero || retention > Longest)
            yield return new ConfigurationFault("retention", $"must lie between {TimeSpan.Zero:c} and {Longest:c}, not {retention:c}");
    }
}
