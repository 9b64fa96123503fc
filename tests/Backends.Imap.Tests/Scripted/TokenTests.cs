using System.Text;

namespace Mapigate.Backends.Imap.Tests.Scripted;

public sealed class TokenTests
{
    private const int Limit = 20_000;
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly BackendCredentials Token = new("alice@example.test", "") { BearerToken = "t0ken" };

    [Theory(Timeout = Limit)]
    [InlineData("AUTH=PLAIN AUTH=XOAUTH2 AUTH=OAUTHBEARER SASL-IR", "OAUTHBEARER", "n,a=alice@example.test,\u0001auth=Bearer t0ken\u0001\u0001")]
    [InlineData("AUTH=PLAIN AUTH=XOAUTH2 SASL-IR", "XOAUTH2", "user=alice@example.test\u0001auth=Bearer t0ken\u0001\u0001")]
    public async Task Token_travels_in_the_initial_response(string capabilities, string mechanism, string response)
    {
        var server = new ScriptedServer();
        var store = server.Backend.LogInAsync(Token, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync($"* OK [CAPABILITY IMAP4rev1 {capabilities}] ready");
        await connection.AnswerAsync($"AUTHENTICATE {mechanism} {Base64(response)}", "A OK [CAPABILITY IMAP4rev1] in");
        await store;
    }

    [Theory(Timeout = Limit)]
    [InlineData("OAUTHBEARER", "AQ==")]
    [InlineData("XOAUTH2", "")]
    public async Task Challenge_of_a_refusal_is_answered_and_the_refusal_reported_in_the_servers_words(string mechanism, string answer)
    {
        var server = new ScriptedServer();
        var store = server.Backend.LogInAsync(Token, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync($"* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH={mechanism}] ready");
        await connection.ExpectInitialAsync($"AUTHENTICATE {mechanism} ");
        await connection.SendAsync("+ " + Base64("{\"status\":\"invalid_token\"}"));
        await connection.ExpectLineAsync(answer);
        await connection.SendAsync("A NO SASL authentication failed: the token has expired");
        var fault = await Assert.ThrowsAsync<BackendException>(() => store);
        Assert.Equal(BackendError.AuthenticationFailed, fault.Error);
        Assert.Contains("the token has expired", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", fault.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_initial_response_the_server_is_waited_for()
    {
        var server = new ScriptedServer();
        var store = server.Backend.LogInAsync(Token with { User = "a,b=c", AuthorizationId = null }, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("* OK [CAPABILITY IMAP4rev1 AUTH=OAUTHBEARER] ready");
        await connection.AnswerAsync("AUTHENTICATE OAUTHBEARER", "+ ");
        await connection.ExpectLineAsync(Base64("n,a=a=2Cb=3Dc,\u0001auth=Bearer t0ken\u0001\u0001"));
        await connection.SendAsync("A OK [CAPABILITY IMAP4rev1] in");
        await store;
    }

    [Fact(Timeout = Limit)]
    public async Task Token_too_long_for_a_line_waits_to_be_asked_for()
    {
        var server = new ScriptedServer();
        var token = new string('x', 9_000);
        var store = server.Backend.LogInAsync(Token with { BearerToken = token }, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] ready");
        await connection.AnswerAsync("AUTHENTICATE XOAUTH2", "+ ");
        await connection.ExpectLineAsync(Base64($"user=alice@example.test\u0001auth=Bearer {token}\u0001\u0001"));
        await connection.SendAsync("A OK [CAPABILITY IMAP4rev1] in");
        await store;
    }

    [Fact(Timeout = Limit)]
    public async Task Server_that_takes_no_tokens_is_not_given_one()
    {
        var server = new ScriptedServer();
        var store = server.Backend.LogInAsync(Token, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready");
        Assert.Equal(BackendError.NotSupported, (await Assert.ThrowsAsync<BackendException>(() => store)).Error);
        Assert.Null(await connection.TryReadLineAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task Name_and_password_are_given_in_turn_where_only_sasl_login_is_left()
    {
        var server = new ScriptedServer();
        var store = server.Backend.LogInAsync(ScriptedServer.Credentials, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=LOGIN SASL-IR] ready");
        await connection.AnswerAsync("AUTHENTICATE LOGIN", "+ VXNlciBOYW1lAA==");
        await connection.ExpectLineAsync(Base64("user"));
        await connection.SendAsync("+ UGFzc3dvcmQA");
        await connection.ExpectLineAsync(Base64("password"));
        await connection.SendAsync("A OK [CAPABILITY IMAP4rev1] in");
        await store;
    }

    [Theory(Timeout = Limit)]
    [InlineData("A NO [REFERRAL imap://other.example.test/] moved")]
    [InlineData("A NO [REFERRAL imap://user;AUTH=*@other.example.test/] moved")]
    public async Task Referral_of_a_log_in_is_refused_by_its_name(string answer)
    {
        var server = new ScriptedServer();
        var store = server.Backend.LogInAsync(ScriptedServer.Credentials, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("* OK [CAPABILITY IMAP4rev1 LOGIN-REFERRALS] ready");
        await connection.AnswerAsync("LOGIN \"user\" \"password\"", answer);
        var fault = await Assert.ThrowsAsync<BackendException>(() => store);
        Assert.Equal(BackendError.NotSupported, fault.Error);
        Assert.Contains("other.example.test", fault.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Referral_of_a_greeting_and_of_a_folder_are_refused_too()
    {
        var server = new ScriptedServer();
        var store = server.Backend.LogInAsync(ScriptedServer.Credentials, None);
        await (await server.AcceptAsync()).SendAsync("* BYE [REFERRAL imap://other.example.test/] not here");
        Assert.Equal(BackendError.NotSupported, (await Assert.ThrowsAsync<BackendException>(() => store)).Error);

        var (opened, connection) = await new ScriptedServer().WorkAsync("");
        var fetch = opened.FetchMessageAsync("Far", 7, 1, Stream.Null, None);
        await connection.AnswerAsync("SELECT \"Far\"", "A NO [REFERRAL imap://other.example.test/Far] not here");
        Assert.Equal(BackendError.NotSupported, (await Assert.ThrowsAsync<BackendException>(() => fetch)).Error);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
