using System.Collections;
using Mapigate.Backends.Local;
using Mapigate.Gateway.Host.Configuration;

namespace Mapigate.Gateway.Host.Tests.Configuration;

public sealed class EmbeddedDefaultTests
{
    [Fact]
    public void File_that_is_written_is_right_and_says_what_it_was_given()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "data", "gateway.json");
        LocalUser[] users = [new("alice@example.test", "Alice \"Ä\" <Archer>", LocalPassword.Hash("x", 1)), new("bob@example.test", "Bob", LocalPassword.Hash("y", 1))];
        EmbeddedDefault.Write(path, "https://127.0.0.1:8443", users);

        var (configuration, faults) = ConfigurationReader.Read(path, new Hashtable());
        Assert.Equal(["listen.certificate"], faults.Select(f => f.Key));
        Assert.Equal(users, configuration.Backends.Local!.Users.Select(u => new LocalUser(u.Address, u.Name, u.Password, u.Quota)));
        Assert.Equal((Path.Combine(folder.Path, "data", "mail"), Path.Combine(folder.Path, "data", "state")), (configuration.Backends.Local.Folder, configuration.State));
        Assert.Equal(["example.test"], configuration.Domains);
    }

    [Fact]
    public void File_that_is_there_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("gateway.json", "mine");
        Assert.Throws<IOException>(() => EmbeddedDefault.Write(path, "https://127.0.0.1:8443", [new("alice@example.test", "Alice", "x")]));
        Assert.Equal("mine", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Passwords_differ_and_are_long()
    {
        var passwords = Enumerable.Range(0, 100).Select(_ => EmbeddedDefault.NewPassword()).ToHashSet();
        Assert.Equal(100, passwords.Count);
        Assert.All(passwords, p => Assert.Matches("^[a-km-np-z2-9]{4}(-[a-km-np-z2-9]{4}){3}$", p));
    }

    [Theory]
    [InlineData("/data", "/xdg", "/data")]
    [InlineData("", "/xdg", "/xdg/mapigate")]
    [InlineData(null, "relative", null)]
    public void Data_folder_is_where_the_environment_says(string? data, string xdg, string? expected) => Assert.Equal(
        expected ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share", "mapigate"),
        DataFolder.Of(new Hashtable { ["MAPIGATE_DATA"] = data, ["XDG_DATA_HOME"] = xdg }));
}
