using System.Net.Sockets;

namespace Mapigate.Backends.Imap.Tests.Scripted;

public sealed class LogInTests
{
    private const int Limit = 20_000;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact(Timeout = Limit)]
    public async Task Authorization_id_travels_in_the_initial_response()
    {
        var server = new ScriptedServer();
        var store = server.Backend.LogInAsync(new BackendCredentials("gateway", "secret", "alice"), None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready");
        await connection.AnswerAsync("AUTHENTICATE PLAIN " + Convert.ToBase64String("alice\0gateway\0secret"u8), "A OK [CAPABILITY IMAP4rev1 MOVE] in");
        Assert.True((await store).Capabilities.HasFlag(Mail.MailCapabilities.Move));
    }

    [Fact(Timeout = Limit)]
    public async Task Without_initial_response_the_server_is_waited_for_and_capabilities_are_asked_for()
    {
        var server = new ScriptedServer();
        var store = server.Backend.LogInAsync(ScriptedServer.Credentials, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("* OK ready");
        await connection.AnswerAsync("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN", "A OK");
        await connection.AnswerAsync("AUTHENTICATE PLAIN", "+ ");
        await connection.ExpectLineAsync("AHVzZXIAcGFzc3dvcmQ=");
        await connection.SendAsync("A OK in");
        await connection.AnswerAsync("CAPABILITY", "* CAPABILITY IMAP4rev1 UIDPLUS", "A OK");
        Assert.True((await store).Capabilities.HasFlag(Mail.MailCapabilities.UidPlus));
    }

    [Fact(Timeout = Limit)]
    public async Task Login_quotes_or_announces_its_strings()
    {
        var server = new ScriptedServer();
        var store = server.Backend.LogInAsync(new BackendCredentials("us\"er", "pä"), None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("* OK [CAPABILITY IMAP4rev1] ready");
        await connection.AnswerAsync("LOGIN \"us\\\"er\" {3}", "+ go");
        await connection.ExpectLineAsync("pä");
        await connection.SendAsync("A OK [CAPABILITY IMAP4rev1] in");
        await store;
    }

    [Fact(Timeout = Limit)]
    public async Task Preauthenticated_connection_needs_no_log_in()
    {
        var server = new ScriptedServer();
        var store = server.Backend.LogInAsync(ScriptedServer.Credentials, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("* PREAUTH [CAPABILITY IMAP4rev1 IDLE] in");
        Assert.True((await store).Capabilities.HasFlag(Mail.MailCapabilities.Idle));
    }

    [Fact(Timeout = Limit)]
    public async Task Server_that_speaks_only_utf8_gets_utf8()
    {
        var server = new ScriptedServer();
        var logIn = server.Backend.LogInAsync(ScriptedServer.Credentials, None);
        var control = await server.AcceptAsync();
        await LogInAsync(control);
        var append = (await logIn).AppendAsync("Entwürfe & \"more\"", new MemoryStream("hello"u8.ToArray()), 5, Mail.MailFlags.None, null, None);
        var worker = await server.AcceptAsync();
        await LogInAsync(worker);
        await worker.ExpectAsync("APPEND \"Entwürfe & \\\"more\\\"\" () UTF8 (~{5+}");
        await worker.ExpectLineAsync("hello)");
        await worker.SendAsync("A OK [APPENDUID 1 2] done");
        Assert.Equal(new Mail.MailLocation(1, 2), await append);

        static async Task LogInAsync(ScriptedConnection connection)
        {
            await connection.SendAsync("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready");
            await connection.AnswerAsync("AUTHENTICATE PLAIN AHVzZXIAcGFzc3dvcmQ=", "A OK [CAPABILITY IMAP4rev1 ENABLE UTF8=ONLY LITERAL+] in");
            await connection.AnswerAsync("ENABLE UTF8=ACCEPT", "* ENABLED UTF8=ACCEPT", "A OK");
        }
    }

    [Theory(Timeout = Limit)]
    [InlineData("A NO [AUTHENTICATIONFAILED] no", BackendError.AuthenticationFailed)]
    [InlineData("A NO [UNAVAILABLE] later", BackendError.Unavailable)]
    [InlineData("A NO Temporary failure", BackendError.Unavailable)]
    public async Task Refused_log_in_is_tried_once(string answer, BackendError error)
    {
        var server = new ScriptedServer(ScriptedServer.Options with { OpenAttempts = 3 });
        var store = server.Backend.LogInAsync(ScriptedServer.Credentials, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready");
        await connection.AnswerAsync("AUTHENTICATE PLAIN AHVzZXIAcGFzc3dvcmQ=", answer);
        Assert.Equal(error, (await Assert.ThrowsAsync<BackendException>(() => store)).Error);
        Assert.Equal(1, server.Dials);
    }

    [Fact(Timeout = Limit)]
    public async Task Hang_up_during_the_log_in_is_not_tried_again()
    {
        var server = new ScriptedServer(ScriptedServer.Options with { OpenAttempts = 3 });
        var store = server.Backend.LogInAsync(ScriptedServer.Credentials, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready");
        await connection.ExpectAsync("AUTHENTICATE PLAIN AHVzZXIAcGFzc3dvcmQ=");
        connection.HangUp();
        Assert.Equal(BackendError.Unavailable, (await Assert.ThrowsAsync<BackendException>(() => store)).Error);
        Assert.Equal(1, server.Dials);
    }

    [Theory(Timeout = Limit)]
    [InlineData("IMAP4rev1 LOGINDISABLED", null)]
    [InlineData("IMAP4rev1", "alice")]
    public async Task Log_in_that_the_server_cannot_take_is_not_tried(string capabilities, string? authorizationId)
    {
        var server = new ScriptedServer();
        var store = server.Backend.LogInAsync(ScriptedServer.Credentials with { AuthorizationId = authorizationId }, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync($"* OK [CAPABILITY {capabilities}] ready");
        Assert.Equal(BackendError.NotSupported, (await Assert.ThrowsAsync<BackendException>(() => store)).Error);
        Assert.Null(await connection.TryReadLineAsync());
    }

    [Theory(Timeout = Limit)]
    [InlineData("* BYE full\r\n", BackendError.Unavailable)]
    [InlineData("* NO go\r\n", BackendError.Unavailable)]
    [InlineData("SSH-2.0-OpenSSH\r\n", BackendError.Protocol)]
    [InlineData("220 mail ESMTP\r\n", BackendError.Protocol)]
    public async Task Greeting_that_is_none_ends_the_attempt(string greeting, BackendError error)
    {
        var server = new ScriptedServer();
        var store = server.Backend.LogInAsync(ScriptedServer.Credentials, None);
        await (await server.AcceptAsync()).SendRawAsync(greeting);
        Assert.Equal(error, (await Assert.ThrowsAsync<BackendException>(() => store)).Error);
    }

    [Fact(Timeout = Limit)]
    public async Task Server_that_does_not_greet_is_given_up_after_the_deadline()
    {
        var time = new ManualTime();
        var server = new ScriptedServer(ScriptedServer.Options with { OpenAttempts = 3 }, time);
        var store = server.Backend.LogInAsync(ScriptedServer.Credentials, None);
        await server.AcceptAsync();
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(BackendError.Timeout, (await Assert.ThrowsAsync<BackendException>(() => store)).Error);
        Assert.Equal(1, server.Dials);
    }

    [Theory(Timeout = Limit)]
    [InlineData("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready")]
    [InlineData("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] in")]
    public async Task Connection_that_cannot_be_protected_is_not_used(string greeting)
    {
        var server = new ScriptedServer(ScriptedServer.Options with { TlsMode = ImapTlsMode.StartTls });
        var store = server.Backend.LogInAsync(ScriptedServer.Credentials, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync(greeting);
        Assert.Equal(BackendError.NotSupported, (await Assert.ThrowsAsync<BackendException>(() => store)).Error);
        Assert.Null(await connection.TryReadLineAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task Data_slipped_in_before_tls_end_the_attempt()
    {
        var server = new ScriptedServer(ScriptedServer.Options with { TlsMode = ImapTlsMode.StartTls });
        var store = server.Backend.LogInAsync(ScriptedServer.Credentials, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN] ready");
        await connection.ExpectAsync("STARTTLS");
        await connection.SendRawAsync("G OK begin\r\n* PREAUTH hello\r\n");
        Assert.Equal(BackendError.Protocol, (await Assert.ThrowsAsync<BackendException>(() => store)).Error);
    }

    [Fact(Timeout = Limit)]
    public async Task Unreachable_server_is_tried_again_and_then_left_alone()
    {
        var server = new ScriptedServer(ScriptedServer.Options with { OpenAttempts = 2 }) { DialFault = new SocketException((int)SocketError.ConnectionRefused) };
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(BackendError.Unavailable, (await Assert.ThrowsAsync<BackendException>(() => server.Backend.LogInAsync(ScriptedServer.Credentials, None))).Error);
        }

        Assert.Equal(10, server.Dials);
        Assert.Equal(BackendError.Unavailable, (await Assert.ThrowsAsync<BackendException>(() => server.Backend.LogInAsync(ScriptedServer.Credentials, None))).Error);
        Assert.Equal(10, server.Dials);
    }
}
