using Mapigate.Mapi.Wire.OxcRpc;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxcRpc;

public class ExtendedBufferTests
{
    private const ExtendedBufferFlags All = ExtendedBufferFlags.Compressed | ExtendedBufferFlags.XorMagic | ExtendedBufferFlags.Last;

    [Theory]
    [InlineData(ExtendedBufferFlags.Last, 0, ExtendedBufferFlags.Last)]
    [InlineData(ExtendedBufferFlags.Last, 4000, ExtendedBufferFlags.Last)]
    [InlineData(ExtendedBufferFlags.Last | ExtendedBufferFlags.XorMagic, 33, ExtendedBufferFlags.Last | ExtendedBufferFlags.XorMagic)]
    [InlineData(All, 500, ExtendedBufferFlags.Last | ExtendedBufferFlags.XorMagic)]
    [InlineData(All, 4000, All)]
    public void Payload_written_is_opened_the_same(ExtendedBufferFlags wanted, int size, ExtendedBufferFlags written)
    {
        var payload = Enumerable.Range(0, size).Select(i => (byte)(i / 40)).ToArray();
        using var writer = new WireWriter();
        ExtendedBuffer.Write(writer, payload, wanted);
        Assert.Equal((byte)written, writer.Written[2]);
        Assert.Equal(payload, Assert.Single(ExtendedBuffer.Read(writer.Written)));
    }

    [Fact]
    public void Payload_that_does_not_shrink_is_written_plain()
    {
        var payload = new byte[3000];
        new Random(1).NextBytes(payload);
        using var writer = new WireWriter();
        ExtendedBuffer.Write(writer, payload, All);
        Assert.Equal((byte)(ExtendedBufferFlags.Last | ExtendedBufferFlags.XorMagic), writer.Written[2]);
        Assert.Equal(payload, Assert.Single(ExtendedBuffer.Read(writer.Written)));
    }

    [Fact]
    public void Chained_buffers_are_opened_in_order()
    {
        using var writer = new WireWriter();
        ExtendedBuffer.Write(writer, [1, 2], ExtendedBufferFlags.None);
        ExtendedBuffer.Write(writer, [3], ExtendedBufferFlags.XorMagic);
        ExtendedBuffer.Write(writer, [4, 5, 6], ExtendedBufferFlags.Last);
        Assert.Equal([[1, 2], [3], [4, 5, 6]], ExtendedBuffer.Read(writer.Written));
    }

    [Fact]
    public void Truncated_buffers_are_refused()
    {
        using var writer = new WireWriter();
        ExtendedBuffer.Write(writer, new byte[2000], ExtendedBufferFlags.Compressed);
        ExtendedBuffer.Write(writer, [1, 2, 3], ExtendedBufferFlags.Last);
        var bytes = writer.ToArray();
        for (var length = 1; length < bytes.Length; length++)
            Assert.Throws<WireFormatException>(() => ExtendedBuffer.Read(bytes.AsSpan(0, length)));
    }

    [Theory]
    [InlineData("0100040000000000")] // version
    [InlineData("0000040001000200AA")] // sizes differ without compression
    [InlineData("0000050001000200AA")] // compressed data too short
    public void Wrong_header_is_refused(string bytes) => Assert.Throws<WireFormatException>(() => ExtendedBuffer.Read(Convert.FromHexString(bytes)));

    [Fact]
    public void Small_input_that_opens_to_very_much_is_refused()
    {
        using var one = new WireWriter();
        ExtendedBuffer.Write(one, new byte[ushort.MaxValue], ExtendedBufferFlags.Compressed);
        var bomb = Enumerable.Repeat(one.ToArray(), 100).SelectMany(bytes => bytes).ToArray();
        Assert.InRange(bomb.Length, 0, 4000);
        Assert.Throws<WireFormatException>(() => ExtendedBuffer.Read(bomb));
    }

    [Fact]
    public void No_input_has_no_buffers() => Assert.Empty(ExtendedBuffer.Read([]));
}
