using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxcData;

/// <summary>The layout of each type. [MS-OXCDATA] 2.11.1</summary>
public class PropertyValueCodecTests
{
    public static TheoryData<PropertyType, string, object> Cases => new()
    {
        { PropertyType.Integer16, "FEFF", (short)-2 },
        { PropertyType.Integer32, "01000000", 1 },
        { PropertyType.Floating32, "0000C03F", 1.5f },
        { PropertyType.Floating64, "00000000000004C0", -2.5 },
        { PropertyType.FloatingTime, "00000000000004C0", -2.5 },
        { PropertyType.Currency, "1027000000000000", new Currency(10_000) },
        { PropertyType.ErrorCode, "0F010480", ErrorCode.NotFound },
        { PropertyType.Boolean, "01", true },
        { PropertyType.Integer64, "FFFFFFFFFFFFFFFF", -1L },
        { PropertyType.String8, "636166E900", "caf\u00E9" },
        { PropertyType.String, "61000000", "a" },
        { PropertyType.Time, "0080C4D5DEB19D01", new FileTime(0x019DB1DED5C48000) },
        { PropertyType.Guid, "33221100554477668899AABBCCDDEEFF", new Guid("00112233-4455-6677-8899-aabbccddeeff") },
        { PropertyType.Binary, "0200AABB", new byte[] { 0xAA, 0xBB } },
        { PropertyType.ServerId, "0100AA", new byte[] { 0xAA } },
        { PropertyType.RuleAction, "0100AA", new byte[] { 0xAA } },
        { PropertyType.Restriction, "081F003700", new ExistRestriction(new PropertyTag(0x0037001F)) },
        { PropertyType.MultipleInteger16, "020000000100FFFF", new short[] { 1, -1 } },
        { PropertyType.MultipleInteger32, "0100000007000000", new[] { 7 } },
        { PropertyType.MultipleInteger64, "010000000700000000000000", new[] { 7L } },
        { PropertyType.MultipleFloating32, "010000000000C03F", new[] { 1.5f } },
        { PropertyType.MultipleFloating64, "0100000000000000000004C0", new[] { -2.5 } },
        { PropertyType.MultipleCurrency, "010000001027000000000000", new[] { new Currency(10_000) } },
        { PropertyType.MultipleString8, "02000000610000", new[] { "a", string.Empty } },
        { PropertyType.MultipleString, "020000006100000062000000", new[] { "a", "b" } },
        { PropertyType.MultipleTime, "010000000080C4D5DEB19D01", new[] { new FileTime(0x019DB1DED5C48000) } },
        { PropertyType.MultipleGuid, "0100000033221100554477668899AABBCCDDEEFF", new[] { new Guid("00112233-4455-6677-8899-aabbccddeeff") } },
        { PropertyType.MultipleBinary, "020000000100AA0000", new[] { new byte[] { 0xAA }, [] } },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_has_the_layout_of_its_type(PropertyType type, string bytes, object value)
    {
        using var writer = new WireWriter();
        PropertyValueCodec.Write(writer, type, value, Encoding.Latin1);
        Assert.Equal(bytes, Convert.ToHexString(writer.Written));
        var whole = writer.ToArray();
        var reader = new WireReader(whole);
        Assert.Equal(value, PropertyValueCodec.Read(ref reader, type, Encoding.Latin1));
        Assert.Equal(0, reader.Remaining);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Throws<WireFormatException>(() =>
            {
                var cut = new WireReader(whole.AsSpan(0, length));
                PropertyValueCodec.Read(ref cut, type, Encoding.Latin1);
            });
        }
    }

    [Fact]
    public void Every_type_with_a_value_is_covered()
    {
        PropertyType[] without = [PropertyType.Unspecified, PropertyType.Null, PropertyType.Object, PropertyType.MultipleFloatingTime];
        Assert.Equal(Enum.GetValues<PropertyType>().Except(without).Order(), Cases.Select(row => (PropertyType)row[0]).Order());
    }

    [Theory]
    [InlineData(PropertyType.Object)]
    [InlineData(PropertyType.Unspecified)]
    [InlineData((PropertyType)0x7777)]
    public void Type_without_a_value_is_refused(PropertyType type) => Assert.Throws<WireFormatException>(() =>
    {
        var reader = new WireReader(new byte[64]);
        PropertyValueCodec.Read(ref reader, type, Encoding.Latin1);
    });
}
