using System.Text;
using Mapigate.Backends.Transport;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>What MAIL and RCPT say besides the addresses.</summary>
public sealed class EnvelopeTests
{
    private static readonly MailEnvelope ToBob = new("alice@example.test", ["bob@example.test"]);

    [Fact]
    public async Task Submit_wishes_for_reports_are_sent()
    {
        await using var server = Expecting(["DSN", "SMTPUTF8"],
            "MAIL FROM:<alice@example.test> SMTPUTF8 RET=HDRS ENVID=id+2B1+3D2+20x",
            "RCPT TO:<bob+x@example.test> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;bob+2Bx@example.test",
            "RCPT TO:<carol@example.test> NOTIFY=NEVER ORCPT=rfc822;carol@example.test",
            "RCPT TO:<dave@example.test> ORCPT=rfc822;dave@example.test",
            "RCPT TO:<j\u00FCrgen=\U0001F600@example.test> NOTIFY=FAILURE ORCPT=utf-8;j\\x{FC}rgen\\x{3D}\\x{1F600}@example.test");
        var envelope = new MailEnvelope("alice@example.test", ["bob+x@example.test", "carol@example.test", "dave@example.test", "j\u00FCrgen=\U0001F600@example.test"])
        {
            EnvelopeId = "id+1=2 x",
            ReturnsContent = false,
            Notices = new Dictionary<string, DeliveryNotices>
            {
                ["bob+x@example.test"] = DeliveryNotices.Success | DeliveryNotices.Delay,
                ["carol@example.test"] = DeliveryNotices.Never,
                ["j\u00FCrgen=\U0001F600@example.test"] = DeliveryNotices.Failure,
            },
        };

        var result = await SubmitAsync(server, envelope);

        await server.PlayedAsync();
        Assert.True(result.WillReport);
        Assert.Equal(4, result.Answers.Count);
    }

    [Fact]
    public async Task Submit_wishes_for_reports_are_passed_over_where_the_server_knows_none()
    {
        await using var server = Expecting([], "MAIL FROM:<alice@example.test>", "RCPT TO:<bob@example.test>");

        var result = await SubmitAsync(server, ToBob with { EnvelopeId = "x", ReturnsContent = true });

        await server.PlayedAsync();
        Assert.False(result.WillReport);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\r\nRCPT TO:<evil@x.test>")]
    [InlineData("gr\u00FCn")]
    [InlineData("====================================================================================================")]
    public async Task Submit_envelope_id_that_cannot_be_sent_is_refused(string id)
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync("DSN");
            Assert.Equal("", await c.ReadToEndAsync());
        });

        await SubmitAsync(server, ToBob with { EnvelopeId = id }).FailsAsync(BackendError.Refused);
        await server.PlayedAsync();
    }

    [Fact]
    public async Task Submit_hold_is_asked_for_where_the_server_holds()
    {
        await using var server = Expecting(["FUTURERELEASE 86400 2099-01-01T00:00:00Z"], "MAIL FROM:<alice@example.test> HOLDUNTIL=2026-11-20T12:00:00Z", "RCPT TO:<bob@example.test>");

        await SubmitAsync(server, ToBob with { HoldUntil = FixedTime.Now.AddHours(2).ToOffset(TimeSpan.FromHours(5)) });

        await server.PlayedAsync();
    }

    [Fact]
    public async Task Submit_hold_that_is_over_is_none()
    {
        await using var server = Expecting([], "MAIL FROM:<alice@example.test>", "RCPT TO:<bob@example.test>");

        await SubmitAsync(server, ToBob with { HoldUntil = FixedTime.Now });

        await server.PlayedAsync();
    }

    [Theory]
    [InlineData("8BITMIME")]
    [InlineData("FUTURERELEASE")]
    [InlineData("FUTURERELEASE 60")]
    public async Task Submit_hold_that_the_server_does_not_offer_is_not_supported(string offer)
    {
        await using var server = new ScriptedServer(async c =>
        {
            await c.GreetAsync(offer);
            Assert.Equal("", await c.ReadToEndAsync());
        });

        await SubmitAsync(server, ToBob with { HoldUntil = FixedTime.Now.AddSeconds(61) }).FailsAsync(BackendError.NotSupported);
        await server.PlayedAsync();
    }

    [Fact]
    public async Task Submit_header_beyond_ASCII_is_not_declared_for_itself()
    {
        await using var server = Expecting(["8BITMIME", "SMTPUTF8"], "MAIL FROM:<alice@example.test> BODY=8BITMIME", "RCPT TO:<bob@example.test>");

        await SubmitAsync(server, ToBob, Encoding.UTF8.GetBytes("Subject: gr\u00FCn\r\n\r\nx"));

        await server.PlayedAsync();
    }

    [Fact]
    public async Task Submit_stream_that_can_be_read_once_only_is_sent_whole()
    {
        await using var server = Expecting(["8BITMIME", "CHUNKING", "BINARYMIME"], "MAIL FROM:<alice@example.test> BODY=8BITMIME", "RCPT TO:<bob@example.test>");
        var octets = Encoding.UTF8.GetBytes("X: y\r\n\r\n" + string.Concat(Enumerable.Repeat("line\r\n", 30_000)));
        using var source = new MemoryStream(octets);
        await using var once = new System.IO.Compression.GZipStream(Compressed(octets), System.IO.Compression.CompressionMode.Decompress);

        await server.Transport(time: FixedTime.Instance).SubmitAsync(Sending.Alice, ToBob, once, octets.Length, CancellationToken.None);

        await server.PlayedAsync();
    }

    private static MemoryStream Compressed(byte[] octets)
    {
        var result = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(result, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(octets);
        }

        result.Position = 0;
        return result;
    }

    /// <summary>A server that takes the message after exactly these commands.</summary>
    private static ScriptedServer Expecting(string[] offers, params string[] commands) => new(async c =>
    {
        await c.GreetAsync(offers);
        foreach (var command in commands)
        {
            await c.ExpectAsync(command);
            await c.SayAsync("250 2.1.0 ok");
        }

        await c.ExpectAsync("DATA");
        await c.SayAsync("354 go");
        await c.ReadContentAsync();
        await c.SayAsync("250 ok");
        await c.FarewellAsync();
    });

    private static Task<SubmissionResult> SubmitAsync(ScriptedServer server, MailEnvelope envelope, byte[]? content = null)
    {
        content ??= "X: y\r\n\r\nz"u8.ToArray();
        return server.Transport(time: FixedTime.Instance).SubmitAsync(Sending.Alice, envelope, new MemoryStream(content), content.Length, CancellationToken.None);
    }

    /// <summary>It is always the same moment; timers run as ever.</summary>
    private sealed class FixedTime : TimeProvider
    {
        public static readonly FixedTime Instance = new();

        public static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
