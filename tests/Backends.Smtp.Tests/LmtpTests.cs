using System.Net.Sockets;
using Mapigate.Backends.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>Delivery by LMTP (RFC 2033): an answer for each recipient after the content.</summary>
public sealed class LmtpTests
{
    [Fact]
    public async Task Deliver_each_recipient_has_his_own_answer()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetLmtpAsync("PIPELINING", "ENHANCEDSTATUSCODES");
            await c.ExpectAsync("MAIL FROM:<alice@example.test>", "RCPT TO:<a@x.test>", "RCPT TO:<b@x.test>", "RCPT TO:<c@x.test>", "RCPT TO:<d@x.test>", "DATA");
            await c.SayAsync("250 ok", "250 2.1.5 ok", "550 5.1.1 unknown", "250 2.1.5 ok", "250 2.1.5 ok", "354 go");
            await c.ReadContentAsync();
            await c.SayAsync("250 2.0.0 <a@x.test> saved", "452 4.2.2 <c@x.test> full", "250 2.0.0 <d@x.test> saved");
            await c.FarewellAsync();
        });

        var result = await Lmtp(server).SendAsync("x", "a@x.test", "b@x.test", "c@x.test", "d@x.test");

        await server.PlayedAsync();
        Assert.Equal(
            [("a@x.test", 250, "2.0.0"), ("b@x.test", 550, "5.1.1"), ("c@x.test", 452, "4.2.2"), ("d@x.test", 250, "2.0.0")],
            result.Answers.Select(a => (a.Address, a.Code, a.Status)));
        Assert.Equal(["b@x.test", "c@x.test"], result.Refused.Select(r => r.Address));
    }

    [Theory]
    [InlineData("550 5.2.2 over quota", "550 5.1.1 gone", BackendError.QuotaExceeded)]
    [InlineData("550 5.1.1 gone", "451 4.3.0 later", BackendError.Unavailable)]
    public async Task Deliver_refused_for_all_after_the_content_is_the_named_fault(string first, string second, BackendError error)
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetLmtpAsync("PIPELINING");
            await c.ExpectAsync("MAIL FROM:<alice@example.test>", "RCPT TO:<a@x.test>", "RCPT TO:<b@x.test>", "DATA");
            await c.SayAsync("250 ok", "250 ok", "250 ok", "354 go");
            await c.ReadContentAsync();
            await c.SayAsync(first, second);
            await c.ReadToEndAsync();
        });

        await Lmtp(server).SendAsync("x", "a@x.test", "b@x.test").FailsAsync(error);
    }

    [Fact]
    public async Task Deliver_connection_lost_between_two_answers_has_an_unknown_outcome()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetLmtpAsync("PIPELINING");
            await c.ExpectAsync("MAIL FROM:<alice@example.test>", "RCPT TO:<a@x.test>", "RCPT TO:<b@x.test>", "DATA");
            await c.SayAsync("250 ok", "250 ok", "250 ok", "354 go");
            await c.ReadContentAsync();
            await c.SayAsync("250 ok");
        });

        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => Lmtp(server).SendAsync("x", "a@x.test", "b@x.test"));
    }

    [Fact]
    public async Task Deliver_in_chunks_has_one_answer_for_each_recipient_at_the_end()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetLmtpAsync("PIPELINING", "CHUNKING");
            await c.ExpectAsync("MAIL FROM:<alice@example.test>", "RCPT TO:<a@x.test>", "RCPT TO:<b@x.test>");
            await c.SayAsync("250 ok", "250 ok", "250 ok");
            Assert.Equal("x\r\n", (await c.ReadChunkAsync()).Chunk);
            await c.SayAsync("250 2.0.0 more");
            await c.ExpectAsync("BDAT 0 LAST");
            await c.SayAsync("250 2.0.0 a", "550 5.7.1 b");
            await c.FarewellAsync();
        });

        var result = await server.Transport(o => o with { IsLmtp = true, ChunksFrom = 0 }).SendAsync("x\r\n", "a@x.test", "b@x.test");

        await server.PlayedAsync();
        Assert.Equal(["b@x.test"], result.Refused.Select(r => r.Address));
    }

    [Fact]
    public async Task Deliver_server_that_speaks_no_LMTP_is_refused()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.SayAsync("220 mail.test ESMTP");
            await c.ExpectAsync("LHLO gateway.test");
            await c.SayAsync("500 5.5.1 unknown");
            Assert.Equal("", await c.ReadToEndAsync());
        });

        await Lmtp(server).SendAsync("x", "a@x.test").FailsAsync(BackendError.Refused);
        await server.PlayedAsync();
    }

    [Fact]
    public async Task Deliver_over_a_local_socket()
    {
        var folder = Directory.CreateTempSubdirectory("lmtp-");
        var path = Path.Combine(folder.FullName, "s");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        var serving = ServeAsync();
        var transport = new SmtpMailTransport(
            new SmtpOptions { Host = path, IsLmtp = true, Security = SmtpSecurity.None, Authenticate = false }, TimeProvider.System, NullLogger<SmtpMailTransport>.Instance);

        var result = await transport.SendAsync("x", "a@x.test");

        await serving;
        Assert.Equal("250 saved", result.Reply);
        folder.Delete(recursive: true);

        async Task ServeAsync()
        {
            var c = new Conversation(await listener.AcceptAsync());
            await c.SayAsync("220 mail.test LMTP");
            foreach (var (hears, says) in new[] { ("LHLO localhost", "250 mail.test"), ("MAIL FROM:<alice@example.test>", "250 ok"), ("RCPT TO:<a@x.test>", "250 ok"), ("DATA", "354 go") })
            {
                await c.ExpectAsync(hears);
                await c.SayAsync(says);
            }

            await c.ReadContentAsync();
            await c.SayAsync("250 saved");
            await c.FarewellAsync();
        }
    }

    private static SmtpMailTransport Lmtp(ScriptedServer server) => server.Transport(o => o with { IsLmtp = true });
}
