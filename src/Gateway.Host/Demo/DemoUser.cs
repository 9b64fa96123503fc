namespace Mapigate.Gateway.Host.Demo;

/// <summary>A user of the test stack.</summary>
internal sealed record DemoUser(string Address, string Password)
{
    /// <summary>The part before the @, with a capital.</summary>
    public string Name => char.ToUpperInvariant(Address[0]) + Address[1..Address.IndexOf('@', StringComparison.Ordinal)];
}
