using System.Buffers;
using System.Text;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxcMapiHttp;

public class MetaTagTests
{
    private static readonly MetaTag[] Expected = [MetaTag.Processing, MetaTag.Pending, MetaTag.Pending, MetaTag.Done];

    [Fact]
    public void Lines_that_were_written_read_back_byte_by_byte()
    {
        var bytes = Response();
        var reader = new MetaTagReader();
        var tags = new List<MetaTag>();
        var seen = 0;
        var taken = 0;
        while (tags.Count < Expected.Length)
        {
            seen++;
            var buffer = new ReadOnlySequence<byte>(bytes, taken, seen - taken);
            while (reader.TryRead(ref buffer, out var tag))
                tags.Add(tag);
            taken = seen - (int)buffer.Length;
        }

        Assert.Equal(Expected, tags);
        Assert.Equal("BODY", Encoding.ASCII.GetString(bytes.AsSpan(taken)));
        Assert.Equal("12", reader.Headers["x-elapsedtime"]);
        Assert.Equal("Mon, 01 Jan 2024 10:00:00 GMT", reader.Headers[MapiHttpHeaders.StartTime]);
    }

    [Fact]
    public void Every_prefix_asks_for_more_before_done()
    {
        var bytes = Response();
        for (var length = 0; length < bytes.Length - 4; length++)
        {
            var reader = new MetaTagReader();
            var buffer = new ReadOnlySequence<byte>(bytes, 0, length);
            var done = false;
            while (reader.TryRead(ref buffer, out var tag))
                done |= tag == MetaTag.Done;
            Assert.False(done);
        }
    }

    [Theory]
    [InlineData("HELLO\r\n")]
    [InlineData("DONE\r\nno colon\r\n")]
    [InlineData("DONE\r\n: value\r\n")]
    public void Line_that_does_not_belong_is_refused(string text)
    {
        Assert.Throws<WireFormatException>(() => ReadAll(Encoding.ASCII.GetBytes(text)));
    }

    [Fact]
    public void Line_without_end_is_refused() => Assert.Throws<WireFormatException>(() => ReadAll(new byte[5000]));

    [Fact]
    public void Headers_without_end_are_refused()
    {
        var text = "DONE\r\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: 1\r\n"));
        Assert.Throws<WireFormatException>(() => ReadAll(Encoding.ASCII.GetBytes(text)));
    }

    [Fact]
    public void Header_that_holds_a_line_end_is_not_written()
    {
        var writer = new ArrayBufferWriter<byte>();
        Assert.Throws<ArgumentException>(() => MetaTagWriter.WriteDone(writer, [new("X-A", "1\r\nX-B: 2")]));
    }

    private static byte[] Response()
    {
        var writer = new ArrayBufferWriter<byte>();
        MetaTagWriter.Write(writer, MetaTag.Processing);
        MetaTagWriter.Write(writer, MetaTag.Pending);
        MetaTagWriter.Write(writer, MetaTag.Pending);
        MetaTagWriter.WriteDone(writer, [new(MapiHttpHeaders.ElapsedTime, "12"), new(MapiHttpHeaders.StartTime, "Mon, 01 Jan 2024 10:00:00 GMT")]);
        writer.Write("BODY"u8);
        return writer.WrittenSpan.ToArray();
    }

    private static void ReadAll(byte[] bytes)
    {
        var reader = new MetaTagReader();
        var buffer = new ReadOnlySequence<byte>(bytes);
        while (reader.TryRead(ref buffer, out _))
        {
        }
    }
}
