namespace Mapigate.Backends.Tests;

public sealed class BackendCredentialsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("alice@example.test")]
    public void Text_names_who_acts_and_never_the_password(string? actsAs)
    {
        var text = new BackendCredentials("gateway", "open sesame", actsAs).ToString();
        Assert.DoesNotContain("sesame", text, StringComparison.Ordinal);
        Assert.Contains("gateway", text, StringComparison.Ordinal);
        Assert.Contains(actsAs ?? "gateway", text, StringComparison.Ordinal);
    }
}
