namespace Mapigate.Gateway.Host.Configuration;

/// <summary>The configuration cannot be used; every fault that was found is listed.</summary>
internal sealed class ConfigurationException(IReadOnlyList<ConfigurationFault> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<ConfigurationFault> Faults { get; } = faults;
}
