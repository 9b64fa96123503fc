using System.Text;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.Primitives;

public class WireReaderWriterTests
{
    [Fact]
    public void Fields_are_little_endian_and_read_back()
    {
        using var writer = new WireWriter(1);
        writer.WriteByte(1);
        writer.WriteBoolean(true);
        writer.WriteInt16(-2);
        writer.WriteUInt16(0x1234);
        writer.WriteInt32(-3);
        writer.WriteUInt32(0x12345678);
        writer.WriteInt64(-4);
        writer.WriteUInt64(0x123456789ABCDEF0);
        writer.WriteSingle(1.5f);
        writer.WriteDouble(-2.5);
        writer.WriteGuid(new Guid("00112233-4455-6677-8899-aabbccddeeff"));
        writer.WriteUtf16Z("\u4E16");
        writer.WriteString8Z("\u00E9");
        Assert.StartsWith("0101FEFF3412FDFFFFFF78563412", Convert.ToHexString(writer.Written), StringComparison.Ordinal);
        Assert.EndsWith("33221100554477668899AABBCCDDEEFF164E0000E900", Convert.ToHexString(writer.Written), StringComparison.Ordinal);

        var reader = new WireReader(writer.Written);
        Assert.Equal(1, reader.ReadByte());
        Assert.True(reader.ReadBoolean());
        Assert.Equal(-2, reader.ReadInt16());
        Assert.Equal(0x1234, reader.ReadUInt16());
        Assert.Equal(-3, reader.ReadInt32());
        Assert.Equal(0x12345678u, reader.ReadUInt32());
        Assert.Equal(-4, reader.ReadInt64());
        Assert.Equal(0x123456789ABCDEF0u, reader.ReadUInt64());
        Assert.Equal(1.5f, reader.ReadSingle());
        Assert.Equal(-2.5, reader.ReadDouble());
        Assert.Equal(new Guid("00112233-4455-6677-8899-aabbccddeeff"), reader.ReadGuid());
        Assert.Equal("\u4E16", reader.ReadUtf16Z());
        Assert.Equal("\u00E9", reader.ReadString8Z());
        Assert.Equal(0, reader.Remaining);
    }

    [Fact]
    public void String8_follows_the_code_page_of_the_reader_and_its_slices()
    {
        using var writer = new WireWriter { String8 = Encoding.UTF8 };
        writer.WriteString("\u4E16", unicode: false);
        Assert.Equal("E4B89600", Convert.ToHexString(writer.Written));
        var reader = new WireReader(writer.Written) { String8 = Encoding.UTF8 };
        var slice = reader.ReadSlice(4);
        Assert.Equal("\u4E16", slice.ReadString(unicode: false));
        Assert.Equal(0, reader.Remaining);
    }

    [Fact]
    public void Slice_ends_where_it_ends()
    {
        var reader = new WireReader([1, 2, 3]);
        var slice = reader.ReadSlice(2);
        slice.Skip(2);
        Assert.Equal(0, slice.Remaining);
        Assert.Equal(3, reader.ReadByte());
    }

    [Theory]
    [InlineData("41")]
    [InlineData("410042")]
    [InlineData("4100420000")]
    [InlineData("")]
    public void Unterminated_utf16_string_is_refused(string bytes) => Assert.Throws<WireFormatException>(() =>
    {
        var reader = new WireReader(Convert.FromHexString(bytes));
        reader.ReadUtf16Z();
    });

    [Theory]
    [InlineData(uint.MaxValue, 1)]
    [InlineData(5u, 1)]
    [InlineData(3u, 2)]
    [InlineData(5u, 0)]
    public void Count_beyond_the_data_is_refused(uint count, int smallest) => Assert.Throws<WireFormatException>(() => new WireReader([0, 0, 0, 0]).CheckCount(count, smallest));

    [Fact]
    public void Negative_and_large_lengths_are_refused()
    {
        foreach (var length in new[] { -1, int.MinValue, 5, int.MaxValue })
            Assert.Throws<WireFormatException>(() => new WireReader([1, 2, 3, 4]).ReadBytes(length).Length);
    }

    [Fact]
    public void Patches_fill_what_was_reserved_and_truncation_takes_back()
    {
        using var writer = new WireWriter();
        var small = writer.ReserveUInt16();
        var large = writer.ReserveUInt32();
        writer.WriteByte(9);
        writer.PatchUInt16(small, 0x0102);
        writer.PatchUInt32(large, 0x03040506);
        writer.PatchByte(6, 7);
        Assert.Equal("02010605040307", Convert.ToHexString(writer.Written));
        writer.Truncate(2);
        Assert.Equal("0201", Convert.ToHexString(writer.Written));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Truncate(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.PatchUInt32(0, 1));
    }

    [Fact]
    public void String_that_holds_a_zero_is_written_up_to_it_so_that_the_next_field_is_read_right()
    {
        using var writer = new WireWriter();
        writer.WriteUtf16Z("a\0b");
        writer.WriteString8Z("c\0d", Encoding.UTF8);
        writer.WriteUtf16Z("\0");
        writer.WriteUInt32(7);
        var reader = new WireReader(writer.ToArray());
        Assert.Equal("a", reader.ReadUtf16Z());
        Assert.Equal("c", reader.ReadString8Z(Encoding.UTF8));
        Assert.Equal("", reader.ReadUtf16Z());
        Assert.Equal(7u, reader.ReadUInt32());
    }
}
