using System.Text;
using Mapigate.Backends.Transport;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>The conversation of one message, from both ends.</summary>
public sealed class SmtpMailTransportTests
{
    [Fact]
    public async Task Submit_pipelining_server_gets_the_envelope_at_once_and_the_content_stuffed()
    {
        var content = "";
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("PIPELINING", "SIZE 1000", "8BITMIME", "ENHANCEDSTATUSCODES");
            // No reply goes out before DATA is in: a client that waits would hang here.
            await c.ExpectAsync("MAIL FROM:<alice@example.test> SIZE=24 BODY=8BITMIME", "RCPT TO:<bob@example.test>", "RCPT TO:<carol@example.test>", "DATA");
            await c.SayAsync("250 2.1.0 Ok", "250 2.1.5 Ok", "250 2.1.5 Ok", "354 Go on");
            content = await c.ReadContentAsync();
            await c.SayAsync("250 2.0.0 Ok: queued as 4711");
            await c.FarewellAsync();
        });

        var result = await server.Transport().SendAsync("Subject: x\r\n\r\n.hidden\r\n.", "bob@example.test", "carol@example.test");

        await server.PlayedAsync();
        Assert.Equal("Subject: x\r\n\r\n..hidden\r\n..\r\n.\r\n", content);
        Assert.Equal("250 2.0.0 Ok: queued as 4711", result.Reply);
        Assert.Empty(result.Refused);
    }

    [Fact]
    public async Task Submit_server_without_extensions_gets_one_command_at_a_time()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.SayAsync("220 old.test");
            await c.ExpectAsync("EHLO gateway.test");
            await c.SayAsync("502 What?");
            await c.ExpectAsync("HELO gateway.test");
            await c.SayAsync("250 old.test");
            await c.ExpectAsync("MAIL FROM:<>");
            await c.SayAsync("250 ok");
            await c.ExpectAsync("RCPT TO:<bob@example.test>");
            await c.SayAsync("251 will forward");
            await c.ExpectAsync("DATA");
            await c.SayAsync("354 go");
            Assert.Equal("x\r\n.\r\n", await c.ReadContentAsync());
            await c.SayAsync("250 ok");
            await c.FarewellAsync();
        });

        var result = await server.Transport().SendAsync(Sending.Alice, "", "x\r\n", "bob@example.test");

        await server.PlayedAsync();
        Assert.Equal("250 ok", result.Reply);
    }

    [Fact]
    public async Task Submit_some_recipients_refused_delivers_to_the_others_and_tells()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("PIPELINING");
            await c.ExpectAsync("MAIL FROM:<alice@example.test>", "RCPT TO:<a@x.test>", "RCPT TO:<b@x.test>", "RCPT TO:<c@x.test>", "DATA");
            await c.SayAsync("250 ok", "550-5.1.1 No such", "550 5.1.1 user", "250 ok", "450 4.2.0 Later", "354 go");
            await c.ReadContentAsync();
            await c.SayAsync("250 ok");
            await c.FarewellAsync();
        });

        var result = await server.Transport().SendAsync("x", "a@x.test", "b@x.test", "c@x.test");

        await server.PlayedAsync();
        Assert.Equal(
            [new RefusedRecipient("a@x.test", 550, "550 5.1.1 No such 5.1.1 user", "5.1.1"), new RefusedRecipient("c@x.test", 450, "450 4.2.0 Later", "4.2.0")],
            result.Refused);
        Assert.Equal([("a@x.test", 550, "5.1.1"), ("b@x.test", 250, null), ("c@x.test", 450, "4.2.0")], result.Answers.Select(a => (a.Address, a.Code, a.Status)));
    }

    [Theory]
    [InlineData("550 5.1.1 no", "550 5.1.1 no", BackendError.Refused)]
    [InlineData("554 5.7.1 not you", "554 5.7.1 not you", BackendError.AccessDenied)]
    [InlineData("550 5.1.1 no", "451 4.3.0 later", BackendError.Unavailable)]
    [InlineData("552 5.2.2 full", "552 5.2.2 full", BackendError.QuotaExceeded)]
    public async Task Submit_all_recipients_refused_sends_no_content(string first, string second, BackendError error)
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("PIPELINING");
            await c.ExpectAsync("MAIL FROM:<alice@example.test>", "RCPT TO:<a@x.test>", "RCPT TO:<b@x.test>", "DATA");
            // The server asks for content nevertheless (RFC 2920 3.1 allows it).
            await c.SayAsync("250 ok", first, second, "354 go");
            Assert.Equal("", await c.ReadToEndAsync());
        });

        await server.Transport().SendAsync("x", "a@x.test", "b@x.test").FailsAsync(error);

        await server.PlayedAsync();
    }

    [Fact]
    public async Task Submit_all_recipients_refused_one_at_a_time_never_asks_for_data()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("8BITMIME");
            await c.ExpectAsync("MAIL FROM:<alice@example.test> BODY=8BITMIME");
            await c.SayAsync("250 ok");
            await c.ExpectAsync("RCPT TO:<a@x.test>");
            await c.SayAsync("550 no");
            Assert.Equal("", await c.ReadToEndAsync());
        });

        var fault = await server.Transport().SendAsync("x", "a@x.test").FailsAsync(BackendError.Refused);

        Assert.Contains("550 no", fault.Message);
        await server.PlayedAsync();
    }

    [Theory]
    [InlineData("553 5.7.1 Sender address rejected: not owned by user", BackendError.AccessDenied)]
    [InlineData("550 5.1.8 bad sender", BackendError.Refused)]
    [InlineData("552 5.3.4 too big", BackendError.TooLarge)]
    [InlineData("530 log in first", BackendError.AccessDenied)]
    [InlineData("451 4.3.0 not now", BackendError.Unavailable)]
    [InlineData("421 4.3.2 shutting down", BackendError.Unavailable)]
    public async Task Submit_sender_refused_is_the_named_fault_with_the_servers_words(string reply, BackendError error)
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync();
            await c.ExpectAsync("MAIL FROM:<alice@example.test>");
            await c.SayAsync(reply);
        });

        var fault = await server.Transport().SendAsync("x", "b@x.test").FailsAsync(error);

        Assert.EndsWith(reply, fault.Message);
    }

    [Theory]
    [InlineData("554 5.7.1 looks like spam", BackendError.Refused)]
    [InlineData("552 too much", BackendError.TooLarge)]
    [InlineData("452 4.3.1 disk full", BackendError.Unavailable)]
    [InlineData("421 4.3.2 going down", BackendError.Unavailable)]
    public async Task Submit_content_refused_is_the_named_fault(string reply, BackendError error)
    {
        await using var server = new ScriptedServer(async c =>
        {
            await TakeEnvelopeAsync(c);
            await c.ReadContentAsync();
            await c.SayAsync(reply);
        });

        await server.Transport().SendAsync("x", "b@x.test").FailsAsync(error);
    }

    [Fact]
    public async Task Submit_larger_than_the_declared_limit_is_refused_before_sending()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("SIZE 3");
            Assert.Equal("", await c.ReadToEndAsync());
        });

        await server.Transport().SendAsync("four", "b@x.test").FailsAsync(BackendError.TooLarge);

        await server.PlayedAsync();
    }

    [Fact]
    public async Task Submit_connection_lost_after_the_final_dot_has_an_unknown_outcome()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await TakeEnvelopeAsync(c);
            await c.ReadContentAsync();
            c.Reset();
        });

        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => server.Transport().SendAsync("x", "b@x.test"));

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Submit_no_answer_to_the_content_in_time_has_an_unknown_outcome()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await TakeEnvelopeAsync(c);
            await c.ReadContentAsync();
            await c.ReadToEndAsync();
        });

        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(
            () => server.Transport(o => o with { AcceptTimeout = TimeSpan.FromMilliseconds(100) }).SendAsync("x", "b@x.test"));
    }

    [Fact]
    public async Task Submit_connection_lost_within_the_content_is_known_not_to_be_sent()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await TakeEnvelopeAsync(c);
            await c.ReadLineAsync();
            c.Reset();
        });

        // More than socket buffers can swallow.
        await server.Transport().SendAsync(new string('x', 78) + "\r\n" + new string('y', 64 << 20), "b@x.test").FailsAsync(BackendError.Unavailable);
    }

    [Fact]
    public async Task Submit_server_that_stops_reading_runs_into_the_deadline()
    {
        var gone = new TaskCompletionSource();
        await using var server = new ScriptedServer(async c =>
        {
            await TakeEnvelopeAsync(c);
            await gone.Task;
        });

        await server.Transport(o => o with { BlockTimeout = TimeSpan.FromMilliseconds(100) })
            .SendAsync(new string('y', 64 << 20), "b@x.test").FailsAsync(BackendError.Timeout);

        gone.SetResult();
    }

    [Fact]
    public async Task Submit_silent_server_runs_into_the_deadline()
    {
        await using var server = new ScriptedServer(c => c.ReadToEndAsync());

        await server.Transport(o => o with { OpenTimeout = TimeSpan.FromMilliseconds(100) }).SendAsync("x", "b@x.test").FailsAsync(BackendError.Timeout);
    }

    [Fact]
    public async Task Submit_content_that_ends_early_is_never_finished()
    {
        var seen = "";
        await using var server = new ScriptedServer(async c =>
        {
            await TakeEnvelopeAsync(c);
            seen = await c.ReadToEndAsync();
        });
        var content = new MemoryStream("half"u8.ToArray());

        await Assert.ThrowsAsync<EndOfStreamException>(() => server.Transport().SubmitAsync(
            Sending.Alice, new MailEnvelope("alice@example.test", ["b@x.test"]), content, 8, CancellationToken.None));

        await server.PlayedAsync();
        Assert.Equal("half", seen);
    }

    [Fact]
    public async Task Submit_eight_bit_text_without_the_extension_is_refused()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await TakeEnvelopeAsync(c);
            Assert.Equal("", await c.ReadToEndAsync());
        });

        await server.Transport().SendAsync("Grüße", "b@x.test").FailsAsync(BackendError.Refused);
    }

    [Fact]
    public async Task Submit_international_address_is_declared()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("PIPELINING", "8BITMIME", "SMTPUTF8");
            await c.ExpectAsync("MAIL FROM:<alice@example.test> BODY=8BITMIME SMTPUTF8", "RCPT TO:<jürgen@bücher.test>", "DATA");
            await c.SayAsync("250 ok", "250 ok", "354 go");
            await c.ReadContentAsync();
            await c.SayAsync("250 ok");
            await c.FarewellAsync();
        });

        await server.Transport().SendAsync("x", "jürgen@bücher.test");

        await server.PlayedAsync();
    }

    [Fact]
    public async Task Submit_international_address_to_a_server_without_the_extension_is_refused()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("PIPELINING");
            Assert.Equal("", await c.ReadToEndAsync());
        });

        await server.Transport().SendAsync("x", "jürgen@x.test").FailsAsync(BackendError.Refused);
        await server.PlayedAsync();
    }

    [Fact]
    public async Task Submit_hundreds_of_recipients_arrive_in_groups()
    {
        var recipients = Enumerable.Range(0, 250).Select(i => $"r{i}@x.test").ToArray();
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("PIPELINING");
            await c.ExpectAsync("MAIL FROM:<alice@example.test>");
            await c.SayAsync("250 ok");
            foreach (var recipient in recipients)
            {
                await c.ExpectAsync($"RCPT TO:<{recipient}>");
                await c.SayAsync(recipient == "r99@x.test" ? "550 no" : "250 ok");
            }

            await c.ExpectAsync("DATA");
            await c.SayAsync("354 go");
            await c.ReadContentAsync();
            await c.SayAsync("250 ok");
            await c.FarewellAsync();
        });

        var result = await server.Transport().SendAsync("x", recipients);

        await server.PlayedAsync();
        Assert.Equal(["r99@x.test"], result.Refused.Select(r => r.Address));
    }

    [Fact]
    public async Task Submit_large_content_streams_through_unchanged()
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < 300_000; i++)
        {
            text.Append('.', i % 3).Append(i).Append("\r\n");
        }

        var content = "";
        await using var server = new ScriptedServer(async c =>
        {
            await TakeEnvelopeAsync(c);
            var lines = new StringBuilder();
            for (var line = await c.ReadLineAsync(); line != "."; line = await c.ReadLineAsync())
            {
                lines.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            content = lines.ToString();
            await c.SayAsync("250 ok");
            await c.FarewellAsync();
        });

        await server.Transport().SendAsync(text.ToString(), "b@x.test");

        Assert.Equal(text.ToString(), content);
    }

    [Fact]
    public async Task Submit_cancelled_before_the_content_stops()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync();
            await c.ReadLineAsync();
            await cancellation.CancelAsync();
            await c.ReadToEndAsync();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Transport().SubmitAsync(
            Sending.Alice, new MailEnvelope("alice@example.test", ["b@x.test"]), new MemoryStream(), 0, cancellation.Token));
    }

    private static async Task TakeEnvelopeAsync(Conversation c)
    {
        await c.GreetAsync("PIPELINING");
        await c.ExpectAsync("MAIL FROM:<alice@example.test>", "RCPT TO:<b@x.test>", "DATA");
        await c.SayAsync("250 ok", "250 ok", "354 go");
    }
}
