namespace Mapigate.Backends.Smtp.Tests;

/// <summary>Log-in by a bearer token.</summary>
public sealed class TokenTests
{
    private static readonly BackendCredentials Alice = new("alice@example.test", "") { BearerToken = "t0ken.x" };

    [Fact]
    public async Task LogIn_token_goes_by_the_standard_mechanism()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("AUTH XOAUTH2 PLAIN OAUTHBEARER");
            var line = await c.ReadLineAsync();
            Assert.StartsWith("AUTH OAUTHBEARER ", line);
            Assert.Matches("^n,a=alice@example.test,\u0001host=127.0.0.1\u0001port=[0-9]+\u0001auth=Bearer t0ken.x\u0001\u0001$", Decode(line));
            await TakeAsync(c);
        });

        await SendAsync(server, Alice);

        await server.PlayedAsync();
    }

    [Fact]
    public async Task LogIn_name_is_escaped_for_the_standard_mechanism()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("AUTH OAUTHBEARER");
            Assert.StartsWith("n,a=b=3Do=2Cb,\u0001", Decode(await c.ReadLineAsync()));
            await TakeAsync(c);
        });

        await SendAsync(server, Alice with { AuthorizationId = "b=o,b" });

        await server.PlayedAsync();
    }

    [Fact]
    public async Task LogIn_token_goes_by_the_older_mechanism_where_there_is_no_other()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("AUTH PLAIN XOAUTH2");
            Assert.Equal("user=alice@example.test\u0001auth=Bearer t0ken.x\u0001\u0001", Decode(await c.ReadLineAsync()));
            await TakeAsync(c);
        });

        await SendAsync(server, Alice);

        await server.PlayedAsync();
    }

    [Fact]
    public async Task LogIn_long_token_is_sent_on_a_line_of_its_own()
    {
        var token = new string('t', 3000);
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("AUTH XOAUTH2");
            await c.ExpectAsync("AUTH XOAUTH2");
            await c.SayAsync("334 ");
            Assert.Contains(token, Decode("- - " + await c.ReadLineAsync()));
            await TakeAsync(c);
        });

        await SendAsync(server, Alice with { BearerToken = token });

        await server.PlayedAsync();
    }

    [Theory]
    [InlineData("XOAUTH2", "")]
    [InlineData("OAUTHBEARER", "AQ==")]
    public async Task LogIn_refused_token_is_explained_and_tried_once(string mechanism, string acknowledgement)
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("AUTH " + mechanism);
            await c.ReadLineAsync();
            await c.SayAsync("334 eyJzdGF0dXMiOiI0MDEifQ==");
            await c.ExpectAsync(acknowledgement);
            await c.SayAsync("535 5.7.8 bad token");
            Assert.Equal("", await c.ReadToEndAsync());
        });

        var fault = await SendAsync(server, Alice).FailsAsync(BackendError.AuthenticationFailed);

        await server.PlayedAsync();
        Assert.DoesNotContain("t0ken", fault.ToString());
    }

    [Fact]
    public async Task LogIn_token_is_not_given_to_a_mechanism_for_passwords()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("AUTH PLAIN LOGIN");
            Assert.Equal("", await c.ReadToEndAsync());
        });

        await SendAsync(server, Alice).FailsAsync(BackendError.NotSupported);
        await server.PlayedAsync();
    }

    private static Task<Transport.SubmissionResult> SendAsync(ScriptedServer server, BackendCredentials credentials) =>
        server.Transport(o => o with { Authenticate = true }).SendAsync(credentials, "alice@example.test", "x", "b@x.test");

    private static string Decode(string command) => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(command.Split(' ')[2]));

    private static async Task TakeAsync(Conversation c)
    {
        await c.SayAsync("235 2.7.0 ok");
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
