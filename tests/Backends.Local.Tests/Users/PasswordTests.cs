namespace Mapigate.Backends.Local.Tests.Users;

public sealed class PasswordTests
{
    [Fact]
    public void Hash_is_of_its_password_alone()
    {
        var hash = LocalPassword.Hash("pässword");
        Assert.Matches(@"^\$pbkdf2-sha512\$210000\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=$", hash);
        Assert.True(LocalPassword.Verify("pässword", hash));
        Assert.True(LocalPassword.Verify("pässword", hash));
        Assert.False(LocalPassword.Verify("password", hash));
        Assert.NotEqual(hash, LocalPassword.Hash("pässword"));
    }

    /// <summary>Made by Python: hashlib.pbkdf2_hmac("sha512", b"secret", b"saltsalt", 1000, 32).</summary>
    [Fact]
    public void Hash_of_another_implementation_is_understood() =>
        Assert.True(LocalPassword.Verify("secret", "$pbkdf2-sha512$1000$c2FsdHNhbHQ=$sm09rUzS3++3+cqsWziIoWFO8bEknKwJwGEvyD1ra4M="));

    [Theory]
    [InlineData("")]
    [InlineData("{PLAIN}secret")]
    [InlineData("secret")]
    [InlineData("$pbkdf2-sha512$0$c2FsdHNhbHQ=$AAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("$pbkdf2-sha512$99999999$c2FsdHNhbHQ=$AAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("$pbkdf2-sha512$1000$c2FsdHNhbHQ=$")]
    [InlineData("$pbkdf2-sha512$1000$$AAAAAAAAAAAAAAAAAAAAAA==")]
    public void Anything_else_is_no_hash(string text)
    {
        Assert.False(LocalPassword.IsHash(text));
        Assert.False(LocalPassword.Verify("secret", text));
    }

    [Theory]
    [InlineData("alice@example.test", "wrong", null)]
    [InlineData("alice@example.test", "", null)]
    [InlineData("mallory@example.test", "pw-alice", null)]
    [InlineData("alice@example.test", "pw-alice", "bob@example.test")]
    public async Task Wrong_name_or_password_is_refused_each_time(string user, string password, string? actingFor)
    {
        using var local = new LocalFixture();
        await local.MailAsync();
        for (var i = 0; i < 2; i++)
        {
            var fault = await Assert.ThrowsAsync<BackendException>(() => local.Server.Mail.LogInAsync(new BackendCredentials(user, password, actingFor), default));
            Assert.Equal(BackendError.AuthenticationFailed, fault.Error);
        }
    }

    [Theory]
    [InlineData("../alice@example.test")]
    [InlineData("alice")]
    [InlineData("al/ice@example.test")]
    [InlineData("alice@../x")]
    [InlineData(".alice@example.test")]
    [InlineData("alice@.test")]
    public void Address_that_is_no_folder_name_is_refused(string address) =>
        Assert.Throws<ArgumentException>(() => new LocalServer(new LocalOptions { Folder = "unused", Users = [new LocalUser(address, "x", LocalPassword.Hash("x", 1))] }, TimeProvider.System));
}
