using Mapigate.Backends.Mail;
using Mapigate.Tests;

namespace Mapigate.Backends.Imap.Tests.Dovecot;

[Collection(Stack.Collection)]
public sealed class LogInTests(Stack stack)
{
    [Theory]
    [InlineData(ImapTlsMode.None)]
    [InlineData(ImapTlsMode.Implicit)]
    [InlineData(ImapTlsMode.StartTls)]
    public async Task User_is_let_in_with_and_without_tls(ImapTlsMode mode)
    {
        var user = stack.NewUser();
        var options = stack.Options() with { TlsMode = mode, Port = mode == ImapTlsMode.Implicit ? stack.Imaps : stack.Imap };
        await using var store = await DovecotStores.LogInAsync(options, new BackendCredentials(user.Address, user.Password));
        Assert.Equal(
            MailCapabilities.ModSequences | MailCapabilities.Vanished | MailCapabilities.Idle | MailCapabilities.UidPlus | MailCapabilities.Move | MailCapabilities.SpecialUse | MailCapabilities.Keywords
            | MailCapabilities.AccessControl | MailCapabilities.Quota | MailCapabilities.Notify
            | MailCapabilities.Sort | MailCapabilities.Thread | MailCapabilities.Metadata,
            store.Capabilities);
        Assert.Equal(0, (await store.GetStateAsync("INBOX", CancellationToken.None)).Messages);
    }

    [Fact]
    public async Task Master_acts_for_the_user()
    {
        var user = stack.NewUser();
        using (var raw = RawSession.LogIn(stack, user))
        {
            raw.Append("INBOX", "Subject: for the user\r\n\r\n");
        }

        await using var store = await DovecotStores.LogInAsync(stack.Options(), new BackendCredentials(stack.Master.Address, stack.Master.Password, user.Address));
        Assert.Equal(1, (await store.GetStateAsync("INBOX", CancellationToken.None)).Messages);
    }

    [Fact]
    public async Task Without_sasl_the_user_logs_in_by_login()
    {
        var user = stack.NewUser();
        await using var store = await stack.LogInWithoutAsync(user, "AUTH=PLAIN", "LITERAL+");
        Assert.Equal(0, (await store.GetStateAsync("INBOX", CancellationToken.None)).Messages);
    }

    [Fact]
    public async Task Wrong_password_is_told()
    {
        var fault = await Assert.ThrowsAsync<BackendException>(() => stack.LogInAsync(stack.NewUser() with { Password = "wrong" }));
        Assert.Equal(BackendError.AuthenticationFailed, fault.Error);
        Assert.DoesNotContain("wrong", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("localhost.localdomain", true)]
    public async Task Server_that_cannot_prove_itself_gets_no_password(string host, bool isTrusted)
    {
        var options = stack.Options() with { Host = host, CertificateAuthority = isTrusted ? stack.CertificateAuthority : null, OpenAttempts = 1 };
        var backend = new ImapMailBackend(
            options,
            token => Connections.TcpDialer.DialAsync("127.0.0.1", stack.Imaps, token),
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var fault = await Assert.ThrowsAsync<BackendException>(() => backend.LogInAsync(new BackendCredentials("nobody", "none"), CancellationToken.None));
        Assert.Equal(BackendError.Unavailable, fault.Error);
        Assert.Contains("TLS", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_where_nobody_listens_is_unavailable()
    {
        var fault = await Assert.ThrowsAsync<BackendException>(() => DovecotStores.LogInAsync(stack.Options() with { Port = 1 }, new BackendCredentials("a", "b")));
        Assert.Equal(BackendError.Unavailable, fault.Error);
    }
}
