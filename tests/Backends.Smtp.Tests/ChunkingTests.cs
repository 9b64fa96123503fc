using System.Text;
using Mapigate.Backends.Transport;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>Content by BDAT (RFC 3030).</summary>
public sealed class ChunkingTests
{
    private static readonly string Large = string.Concat(Enumerable.Range(0, 20_000).Select(i => $".line {i} with some text\r\n"));

    [Fact]
    public async Task Submit_large_content_goes_in_chunks_without_stuffing()
    {
        var content = new StringBuilder();
        await using var server = new ScriptedServer(async c =>
        {
            await EnvelopeAsync(c, "CHUNKING");
            (string Command, string Chunk) read;
            while ((read = await c.ReadChunkAsync()).Command != "BDAT 0 LAST")
            {
                content.Append(read.Chunk);
                await c.SayAsync("250 2.0.0 more");
            }

            await c.SayAsync("250 2.0.0 queued");
            await c.FarewellAsync();
        });

        var result = await Chunking(server).SendAsync(Large, "b@x.test");

        await server.PlayedAsync();
        Assert.Equal(Large, content.ToString());
        Assert.Equal("250 2.0.0 queued", result.Reply);
    }

    [Fact]
    public async Task Submit_line_ends_of_other_kinds_become_those_of_mail_across_chunks()
    {
        var content = "";
        await using var server = new ScriptedServer(async c =>
        {
            await EnvelopeAsync(c, "CHUNKING");
            (string Command, string Chunk) read;
            while ((read = await c.ReadChunkAsync()).Command != "BDAT 0 LAST")
            {
                content += read.Chunk;
                await c.SayAsync("250 ok");
            }

            await c.SayAsync("250 ok");
            await c.FarewellAsync();
        });

        await Chunking(server).SendAsync("a\n.\nb\rc\r\nlast\r", "b@x.test");

        await server.PlayedAsync();
        Assert.Equal("a\r\n.\r\nb\r\nc\r\nlast\r\n", content);
    }

    [Fact]
    public async Task Submit_small_content_goes_by_data_although_chunks_are_offered()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await EnvelopeAsync(c, "CHUNKING");
            await c.ExpectAsync("DATA");
            await c.SayAsync("354 go");
            await c.ReadContentAsync();
            await c.SayAsync("250 ok");
            await c.FarewellAsync();
        });

        await server.Transport().SendAsync("x", "b@x.test");

        await server.PlayedAsync();
    }

    [Theory]
    [InlineData("500 5.5.2 unknown command")]
    [InlineData("502 not implemented")]
    public async Task Submit_server_that_knows_no_chunks_after_all_gets_the_content_by_data(string refusal)
    {
        var content = "";
        await using var server = new ScriptedServer(async c =>
        {
            await EnvelopeAsync(c, "CHUNKING");
            await c.ReadChunkAsync();
            await c.SayAsync(refusal);
            await c.ExpectAsync("RSET");
            await c.SayAsync("250 ok");
            await c.ExpectAsync("MAIL FROM:<alice@example.test> BODY=8BITMIME");
            await c.SayAsync("250 ok");
            await c.ExpectAsync("RCPT TO:<b@x.test>");
            await c.SayAsync("250 ok");
            await c.ExpectAsync("DATA");
            await c.SayAsync("354 go");
            content = await c.ReadContentAsync();
            await c.SayAsync("250 ok");
            await c.FarewellAsync();
        });

        await Chunking(server).SendAsync(Large, "b@x.test");

        await server.PlayedAsync();
        Assert.Equal(Large.Replace("\r\n.", "\r\n..").Insert(0, ".") + ".\r\n", content);
    }

    [Theory]
    [InlineData("552 5.3.4 too large", BackendError.TooLarge)]
    [InlineData("452 4.2.2 full", BackendError.QuotaExceeded)]
    [InlineData("554 5.7.1 spam", BackendError.Refused)]
    public async Task Submit_refused_between_chunks_is_named(string refusal, BackendError error)
    {
        await using var server = new ScriptedServer(async c =>
        {
            await EnvelopeAsync(c, "CHUNKING");
            await c.ReadChunkAsync();
            await c.SayAsync("250 ok");
            await c.ReadChunkAsync();
            await c.SayAsync(refusal);
            Assert.Equal("", await c.ReadToEndAsync());
        });

        await Chunking(server).SendAsync(Large, "b@x.test").FailsAsync(error);
        await server.PlayedAsync();
    }

    [Fact]
    public async Task Submit_connection_lost_between_chunks_is_known_not_to_be_sent()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await EnvelopeAsync(c, "CHUNKING");
            await c.ReadChunkAsync();
        });

        await Chunking(server).SendAsync(Large, "b@x.test").FailsAsync(BackendError.Unavailable);
    }

    [Fact]
    public async Task Submit_connection_lost_after_the_last_chunk_has_an_unknown_outcome()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await EnvelopeAsync(c, "CHUNKING");
            await c.ReadChunkAsync();
            await c.SayAsync("250 ok");
            Assert.Equal("BDAT 0 LAST", await c.ReadLineAsync());
        });

        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => Chunking(server).SendAsync("x\r\n", "b@x.test"));
    }

    [Theory]
    [InlineData("a\0b\r\n")]
    [InlineData("long")]
    public async Task Submit_content_that_is_no_text_goes_as_it_is_where_the_server_takes_that(string content)
    {
        content = content == "long" ? new string('x', 999) + "\r\n" : content;
        var arrived = "";
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("8BITMIME", "CHUNKING", "BINARYMIME");
            await c.ExpectAsync("MAIL FROM:<alice@example.test> BODY=BINARYMIME");
            await c.SayAsync("250 ok");
            await c.ExpectAsync("RCPT TO:<b@x.test>");
            await c.SayAsync("250 ok");
            arrived = (await c.ReadChunkAsync()).Chunk;
            await c.SayAsync("250 ok");
            await c.ExpectAsync("BDAT 0 LAST");
            await c.SayAsync("250 ok");
            await c.FarewellAsync();
        });

        await server.Transport().SendAsync("X: y\r\n\r\n" + content, "b@x.test");

        await server.PlayedAsync();
        Assert.Equal("X: y\r\n\r\n" + content, arrived);
    }

    [Fact]
    public async Task Submit_text_is_not_declared_binary()
    {
        await using var server = new ScriptedServer(async c =>
        {
            await EnvelopeAsync(c, "CHUNKING", "BINARYMIME");
            await c.ExpectAsync("DATA");
            await c.SayAsync("354 go");
            await c.ReadContentAsync();
            await c.SayAsync("250 ok");
            await c.FarewellAsync();
        });

        await server.Transport().SendAsync(string.Concat(Enumerable.Repeat(new string('ü', 499) + "\r\n", 200)), "b@x.test");

        await server.PlayedAsync();
    }

    private static SmtpMailTransport Chunking(ScriptedServer server) => server.Transport(o => o with { ChunksFrom = 0 });

    private static async Task EnvelopeAsync(Conversation c, params string[] offers)
    {
        await c.GreetAsync(["8BITMIME", .. offers]);
        await c.ExpectAsync("MAIL FROM:<alice@example.test> BODY=8BITMIME");
        await c.SayAsync("250 ok");
        await c.ExpectAsync("RCPT TO:<b@x.test>");
        await c.SayAsync("250 ok");
    }
}
