using Mapigate.Gateway.Host.Composition;
using Mapigate.Gateway.Host.Configuration;

namespace Mapigate.Gateway.Host.Tests.Composition;

public sealed class ExtensionKeyTests
{
    [Fact]
    public void Key_is_made_once_and_outlives_the_state()
    {
        using var folder = new TemporaryFolder();
        var configuration = new GatewayConfiguration { State = Path.Combine(folder.Path, "state") };
        var key = ExtensionKey.Of(configuration);
        Assert.Equal(32, key.Length);
        Assert.False(Directory.Exists(configuration.State));
        var file = Assert.Single(Directory.GetFiles(folder.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(key, ExtensionKey.Of(configuration));
    }

    [Fact]
    public void Given_key_counts_and_none_is_kept()
    {
        using var folder = new TemporaryFolder();
        var given = ExtensionKey.New();
        Assert.Equal(Convert.FromBase64String(given), ExtensionKey.Of(new GatewayConfiguration { State = Path.Combine(folder.Path, "state"), ExtensionKey = given }));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("half a ke")]
    public void Broken_key_is_a_fault_and_is_never_replaced(string content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(ExtensionKey.FileName, content);
        var fault = Assert.Throws<ConfigurationException>(() => ExtensionKey.Of(new GatewayConfiguration { State = Path.Combine(folder.Path, "state") }));
        Assert.Equal("extensionKey", Assert.Single(fault.Faults).Key);
        Assert.Equal(content, File.ReadAllText(path));
    }
}
