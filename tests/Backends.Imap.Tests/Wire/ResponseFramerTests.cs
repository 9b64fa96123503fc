using System.Text;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Tests.Wire;

public sealed class ResponseFramerTests
{
    private const string Conversation =
        "* OK ready {5}\r\n" +
        "* LIST () \"/\" {5}\r\na\r\nb \r\n" +
        "* 1 FETCH (BODY[HEADER] {4+}\r\nx\r\ny UID 7 BODY[] ~{0}\r\n)\r\n" +
        "* 2 FETCH (UID 8)\n" +
        "A1 NO text {7}\r\n" +
        "+ go {3}\r\n" +
        "* BYE {1}\r\n";

    private static readonly string[] Responses =
    [
        "* OK ready {5}\r\n",
        "* LIST () \"/\" {5}\r\na\r\nb \r\n",
        "* 1 FETCH (BODY[HEADER] {4+}\r\nx\r\ny UID 7 BODY[] ~{0}\r\n)\r\n",
        "* 2 FETCH (UID 8)\n",
        "A1 NO text {7}\r\n",
        "+ go {3}\r\n",
        "* BYE {1}\r\n",
    ];

    [Fact]
    public async Task Responses_are_the_same_however_the_stream_is_cut_in_two()
    {
        var bytes = Encoding.ASCII.GetBytes(Conversation);
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            Assert.Equal(Responses, await ReadAllAsync(new ChunkStream(bytes, cut)));
        }
    }

    [Fact]
    public async Task Responses_are_the_same_byte_by_byte() =>
        Assert.Equal(Responses, await ReadAllAsync(ChunkStream.ByteByByte(Encoding.ASCII.GetBytes(Conversation))));

    [Fact]
    public async Task Truncated_stream_gives_its_whole_responses_only()
    {
        var bytes = Encoding.ASCII.GetBytes(Conversation);
        for (var length = 0; length < bytes.Length; length++)
        {
            var whole = await ReadAllAsync(new MemoryStream(bytes[..length]));
            Assert.Equal(Responses[..whole.Count], whole);
            Assert.True(whole.Sum(response => response.Length) <= length);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(1_000)]
    [InlineData(300_000)]
    public async Task Streamed_literal_reaches_its_consumer_and_leaves_an_empty_one(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        byte[] bytes = [.. Encoding.ASCII.GetBytes($"* 1 FETCH (UID 1 BODY[] {{{length}}}\r\n"), .. content, .. ")\r\nA1 OK\r\n"u8];
        foreach (var stream in new[] { new MemoryStream(bytes), ChunkStream.ByteByByte(bytes), new ChunkStream(bytes, 24 + Math.Max(length / 2, 1)) })
        {
            using var framer = new ResponseFramer(stream) { KeepUpTo = -1 };
            using var copied = new MemoryStream();
            Assert.Equal(ScanResult.Literal, await NextAsync(framer));
            Assert.Equal(length, framer.LiteralLength);
            await framer.CopyLiteralAsync(piece => copied.WriteAsync(piece), () => { }, CancellationToken.None);
            Assert.Equal(content, copied.ToArray());
            Assert.Equal(ScanResult.Response, await NextAsync(framer));
            var data = FetchData.Read(framer.Response["* 1 FETCH ".Length..], new TextCache());
            Assert.True(data.HasBody);
            Assert.Equal(1u, data.Uid);
            Assert.Equal(0, data.Body.Length);
            Assert.Equal(ScanResult.Response, await NextAsync(framer));
            Assert.Equal("A1 OK\r\n", Encoding.ASCII.GetString(framer.Response));
        }
    }

    [Fact]
    public async Task Literal_too_long_to_keep_can_be_dropped()
    {
        byte[] bytes = [.. "* 1 FETCH (BODY[HEADER] {2000000}\r\n"u8, .. new byte[2_000_000], .. " UID 3)\r\n"u8];
        using var framer = new ResponseFramer(new MemoryStream(bytes));
        Assert.Equal(ScanResult.Literal, await NextAsync(framer));
        await framer.CopyLiteralAsync(null, () => { }, CancellationToken.None);
        Assert.Equal(ScanResult.Response, await NextAsync(framer));
        Assert.Equal(3u, FetchData.Read(framer.Response["* 1 FETCH ".Length..], new TextCache()).Uid);
    }

    [Fact]
    public async Task Endless_line_is_refused_before_it_fills_the_memory()
    {
        using var framer = new ResponseFramer(new EndlessStream());
        await Assert.ThrowsAsync<ImapProtocolException>(async () => await NextAsync(framer));
    }

    [Fact]
    public async Task Long_response_keeps_its_bytes_while_the_buffer_grows()
    {
        var line = $"* SEARCH {string.Join(' ', Enumerable.Range(1, 200_000))}\r\n";
        var bytes = Encoding.ASCII.GetBytes("* OK first\r\n" + line + "* OK last\r\n");
        var all = await ReadAllAsync(new ChunkStream(bytes, [.. Enumerable.Range(1, bytes.Length / 1_000).Select(i => i * 1_000)]));
        Assert.Equal(["* OK first\r\n", line, "* OK last\r\n"], all);
    }

    private static async Task<List<string>> ReadAllAsync(Stream stream)
    {
        using var framer = new ResponseFramer(stream);
        var responses = new List<string>();
        while (await NextAsync(framer) == ScanResult.Response)
        {
            responses.Add(Encoding.ASCII.GetString(framer.Response));
        }

        return responses;
    }

    private static async Task<ScanResult> NextAsync(ResponseFramer framer)
    {
        while (true)
        {
            var result = framer.Scan();
            if (result != ScanResult.NeedsData || !await framer.FillAsync(CancellationToken.None))
            {
                return result;
            }
        }
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
