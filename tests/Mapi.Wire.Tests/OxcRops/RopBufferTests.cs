using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxcRops;

public class RopBufferTests
{
    [Fact]
    public void Buffer_written_is_read_with_its_operations_and_handles()
    {
        using var writer = new WireWriter();
        new RopBuffer(new byte[] { 1, 0, 0 }, [7, RopBuffer.NoHandle]).Write(writer);
        Assert.Equal("050001000007000000FFFFFFFF", Convert.ToHexString(writer.Written));
        var read = RopBuffer.Read(writer.ToArray());
        Assert.Equal(new byte[] { 1, 0, 0 }, read.Rops.ToArray());
        Assert.Equal([7u, RopBuffer.NoHandle], read.Handles);
    }

    [Theory]
    [InlineData("")]
    [InlineData("02")]
    [InlineData("0100")]
    [InlineData("0000")]
    [InlineData("0600010000")]
    [InlineData("0500010000070000")]
    public void Buffer_with_sizes_that_do_not_fit_is_refused(string bytes) => Assert.Throws<WireFormatException>(() => RopBuffer.Read(Convert.FromHexString(bytes)));

    [Fact]
    public void Handles_beyond_any_index_are_not_kept() => Assert.Equal(RopBuffer.MaxHandles, RopBuffer.Read(new byte[] { 2, 0 }.Concat(new byte[40_000]).ToArray()).Handles.Length);
}
