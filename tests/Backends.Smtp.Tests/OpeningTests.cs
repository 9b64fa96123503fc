using System.Net;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>Connecting, TLS and log-in.</summary>
public sealed class OpeningTests : IDisposable
{
    private const string Plain = "AUTH PLAIN AGFsaWNlQGV4YW1wbGUudGVzdABzM2NyZXQ=";

    private readonly TestCertificate _certificate = new(IPAddress.Loopback);

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public async Task Open_starttls_asks_again_what_is_offered_and_logs_in_after_it()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("STARTTLS", "SIZE 1");
            await c.ExpectAsync("STARTTLS");
            await c.SayAsync("220 Go");
            await c.SecureAsync(_certificate.Certificate);
            await c.AnswerEhloAsync("AUTH PLAIN LOGIN");
            await c.ExpectAsync(Plain);
            await c.SayAsync("235 2.7.0 Welcome");
            await AcceptAsync(c);
        });

        await server.Transport(o => o with
        {
            Security = SmtpSecurity.StartTls, CertificateAuthority = _certificate.AuthorityFile, Authenticate = true,
        }).SendAsync("longer than the limit that held before TLS", "b@x.test");

        await server.PlayedAsync();
    }

    [Fact]
    public async Task Open_implicit_tls_is_secure_from_the_first_byte()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.SecureAsync(_certificate.Certificate);
            await c.GreetAsync();
            await AcceptAsync(c);
        });

        await server.Transport(o => o with { Security = SmtpSecurity.Implicit, CertificateAuthority = _certificate.AuthorityFile }).SendAsync("x", "b@x.test");

        await server.PlayedAsync();
    }

    [Fact]
    public async Task Open_certificate_of_an_unknown_authority_is_refused()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                await c.SecureAsync(_certificate.Certificate);
                await c.SayAsync("220 hello");
                await c.ReadLineAsync();
            });
        });

        var fault = await server.Transport(o => o with { Security = SmtpSecurity.Implicit }).SendAsync("x", "b@x.test").FailsAsync(BackendError.Unavailable);

        Assert.Contains("TLS", fault.Message);
        await server.PlayedAsync();
    }

    [Fact]
    public async Task Open_certificate_for_another_name_is_refused_even_from_a_trusted_authority()
    {
        using var other = new TestCertificate(IPAddress.Parse("192.0.2.1"));
        await using var server = new ScriptedServer(async c =>
        {
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                await c.SecureAsync(other.Certificate);
                await c.SayAsync("220 hello");
                await c.ReadLineAsync();
            });
        });

        await server.Transport(o => o with { Security = SmtpSecurity.Implicit, CertificateAuthority = other.AuthorityFile })
            .SendAsync("x", "b@x.test").FailsAsync(BackendError.Unavailable);
    }

    [Fact]
    public async Task Open_server_without_starttls_gets_no_password()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("AUTH PLAIN");
            Assert.Equal("", await c.ReadToEndAsync());
        });

        await server.Transport(o => o with { Security = SmtpSecurity.StartTls, Authenticate = true }).SendAsync("x", "b@x.test").FailsAsync(BackendError.NotSupported);

        await server.PlayedAsync();
    }

    [Fact]
    public async Task Open_words_slipped_in_before_tls_are_refused()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("STARTTLS");
            await c.ExpectAsync("STARTTLS");
            await c.SayAsync("220 Go", "250 AUTH PLAIN");
            await c.ReadToEndAsync();
        });

        await server.Transport(o => o with { Security = SmtpSecurity.StartTls }).SendAsync("x", "b@x.test").FailsAsync(BackendError.Protocol);
    }

    [Fact]
    public async Task LogIn_as_another_user_carries_the_authorization_id()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("AUTH LOGIN PLAIN");
            await c.ExpectAsync("AUTH PLAIN " + Convert.ToBase64String("alice@example.test\0master\0key"u8));
            await c.SayAsync("235 ok");
            await AcceptAsync(c);
        });

        await server.Transport(o => o with { Authenticate = true })
            .SendAsync(new BackendCredentials("master", "key", "alice@example.test"), "alice@example.test", "x", "b@x.test");

        await server.PlayedAsync();
    }

    [Fact]
    public async Task LogIn_server_with_login_only_gets_user_and_password_in_turn()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("AUTH=LOGIN", "AUTH LOGIN");
            await c.ExpectAsync("AUTH LOGIN");
            await c.SayAsync("334 VXNlcm5hbWU6");
            await c.ExpectAsync("YWxpY2VAZXhhbXBsZS50ZXN0");
            await c.SayAsync("334 UGFzc3dvcmQ6");
            await c.ExpectAsync("czNjcmV0");
            await c.SayAsync("235 ok");
            await AcceptAsync(c);
        });

        await server.Transport(o => o with { Authenticate = true }).SendAsync("x", "b@x.test");

        await server.PlayedAsync();
    }

    [Fact]
    public async Task LogIn_long_password_is_sent_on_a_line_of_its_own()
    {
        var password = new string('p', 600);
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("AUTH PLAIN");
            await c.ExpectAsync("AUTH PLAIN");
            await c.SayAsync("334 ");
            await c.ExpectAsync(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"\0a\0{password}")));
            await c.SayAsync("235 ok");
            await AcceptAsync(c);
        });

        await server.Transport(o => o with { Authenticate = true }).SendAsync(new BackendCredentials("a", password), "alice@example.test", "x", "b@x.test");

        await server.PlayedAsync();
    }

    [Theory]
    [InlineData("535 5.7.8 Error: authentication failed", BackendError.AuthenticationFailed)]
    [InlineData("454 4.7.0 Temporary authentication failure", BackendError.Unavailable)]
    [InlineData("538 5.7.11 Encryption required", BackendError.NotSupported)]
    public async Task LogIn_refused_is_tried_once_and_named(string reply, BackendError error)
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("AUTH PLAIN");
            await c.ExpectAsync(Plain);
            await c.SayAsync(reply);
            Assert.Equal("", await c.ReadToEndAsync());
        });

        var fault = await server.Transport(o => o with { Authenticate = true, OpenAttempts = 3 }).SendAsync("x", "b@x.test").FailsAsync(error);

        await server.PlayedAsync();
        Assert.DoesNotContain("s3cret", fault.ToString());
    }

    [Fact]
    public async Task LogIn_without_a_fitting_mechanism_is_not_supported()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("AUTH GSSAPI LOGIN");
            Assert.Equal("", await c.ReadToEndAsync());
        });

        await server.Transport(o => o with { Authenticate = true })
            .SendAsync(new BackendCredentials("master", "key", "alice"), "alice@example.test", "x", "b@x.test").FailsAsync(BackendError.NotSupported);
    }

    [Fact]
    public async Task Open_busy_server_is_tried_again()
    {
        await using var server = new ScriptedServer(
            c => c.SayAsync("421 4.3.2 Too many connections"),
            async c =>
            {
                await c.GreetAsync();
                await AcceptAsync(c);
            });

        await server.Transport(o => o with { OpenAttempts = 2 }).SendAsync("x", "b@x.test");

        await server.PlayedAsync();
    }

    [Fact]
    public async Task Open_server_that_stays_down_is_unavailable()
    {
        var server = new ScriptedServer();
        var transport = server.Transport();
        await server.DisposeAsync();

        await transport.SendAsync("x", "b@x.test").FailsAsync(BackendError.Unavailable);
    }

    private static async Task AcceptAsync(Conversation c)
    {
        await c.ExpectAsync("MAIL FROM:<alice@example.test>");
        await c.SayAsync("250 ok");
        await c.ExpectAsync("RCPT TO:<b@x.test>");
        await c.SayAsync("250 ok");
        await c.ExpectAsync("DATA");
        await c.SayAsync("354 go");
        await c.ReadContentAsync();
        await c.SayAsync("250 ok");
        await c.FarewellAsync();
    }
}
