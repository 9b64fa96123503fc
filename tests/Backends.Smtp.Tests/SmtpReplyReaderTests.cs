using System.Text;

namespace Mapigate.Backends.Smtp.Tests;

public sealed class SmtpReplyReaderTests
{
    private const string Sample = "250-mail.test at your service\r\n250-SIZE 1000\r\n250 AUTH PLAIN\r\n";

    [Fact]
    public async Task Read_reply_in_any_cut_is_the_same()
    {
        for (var cut = 1; cut < Sample.Length; cut++)
        {
            var reply = await ReadAsync(new ChunkedStream(Encoding.UTF8.GetBytes(Sample), cut));

            Assert.Equal(250, reply.Code);
            Assert.Equal(["mail.test at your service", "SIZE 1000", "AUTH PLAIN"], reply.Lines);
        }
    }

    [Fact]
    public async Task Read_every_truncated_prefix_is_an_end_of_the_connection()
    {
        for (var length = 0; length < Sample.Length; length++)
        {
            await Assert.ThrowsAsync<IOException>(() => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(Sample[..length]))));
        }
    }

    [Theory]
    [InlineData("hello\r\n")]
    [InlineData("\r\n")]
    [InlineData("25\r\n")]
    [InlineData("2500 ok\r\n")]
    [InlineData("199 ok\r\n")]
    [InlineData("600 ok\r\n")]
    [InlineData("+25 ok\r\n")]
    [InlineData("250-a\r\n251 b\r\n")]
    [InlineData("* OK IMAP\r\n")]
    public async Task Read_what_is_no_reply_breaks_the_protocol(string text)
    {
        var fault = await Assert.ThrowsAsync<BackendException>(() => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text))));

        Assert.Equal(BackendError.Protocol, fault.Error);
    }

    [Fact]
    public async Task Read_endless_reply_is_given_up()
    {
        var lines = string.Concat(Enumerable.Repeat("250-x\r\n", 1000));
        var line = "250 " + new string('x', 100_000) + "\r\n";

        Assert.Equal(BackendError.Protocol, (await Assert.ThrowsAsync<BackendException>(() => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(lines))))).Error);
        Assert.Equal(BackendError.Protocol, (await Assert.ThrowsAsync<BackendException>(() => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(line))))).Error);
    }

    [Fact]
    public async Task Read_control_characters_and_bad_octets_do_not_reach_the_log()
    {
        var reply = await ReadAsync(new MemoryStream([.. "550 a\rb\x1B[2Jc"u8, 0xFF, .. "\n"u8]));

        Assert.Equal("550 a b [2Jc\uFFFD", reply.ToString());
    }

    [Theory]
    [InlineData("250 2.0.0 ok", "2.0.0")]
    [InlineData("550 5.7.1", "5.7.1")]
    [InlineData("550 5.7", null)]
    [InlineData("550 relay denied", null)]
    [InlineData("550 192.0.2.1 denied", null)]
    [InlineData("550", null)]
    public async Task Status_is_the_enhanced_code_where_there_is_one(string line, string? status)
    {
        Assert.Equal(status, (await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(line + "\r\n")))).Status);
    }

    private static Task<SmtpReply> ReadAsync(Stream stream) => new SmtpReplyReader(stream).ReadAsync(CancellationToken.None);

    /// <summary>Gives at most so many bytes at a time.</summary>
    private sealed class ChunkedStream(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }
}
