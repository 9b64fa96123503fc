using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxcData;

public class PropertyRowTests
{
    private static readonly PropertyTag[] Columns = [PidTag.Importance, PidTag.Subject.WithType(PropertyType.String8), new(0x0037_0000), new(0x8001_301F)];

    private static readonly PropertyValue Subject = new(PidTag.Subject, "\u4E16");

    [Fact]
    public void Row_with_every_value_is_a_standard_row() => Check("00" + "02000000" + "636166E900" + "1F00164E0000" + "61000000", [2, "caf\u00E9", Subject, "a"]);

    [Fact]
    public void Row_with_a_missing_value_is_a_flagged_row() =>
        Check("01" + "0002000000" + "0A0F010480" + "1F0000164E0000" + "0A0E000780", [2, ErrorCode.NotFound, Subject, ErrorCode.NotEnoughMemory]);

    [Fact]
    public void Absent_unspecified_value_is_an_error_of_its_type() => Check("01" + "0002000000" + "00636166E900" + "0A000A0F010480" + "0061000000", [2, "caf\u00E9", ErrorCode.NotFound, "a"]);

    [Fact]
    public void Null_is_written_as_not_found_and_an_absent_flag_is_read_as_null()
    {
        using var writer = new WireWriter();
        PropertyRow.Write(writer, [PidTag.Importance], [null]);
        Assert.Equal("010A0F010480", Convert.ToHexString(writer.Written));
        var reader = new WireReader([1, 1]);
        Assert.Null(PropertyRow.Read(ref reader, [PidTag.Importance]).Values[0]);
    }

    [Fact]
    public void Error_type_column_holds_an_error_as_its_value()
    {
        using var writer = new WireWriter();
        PropertyRow.Write(writer, [new PropertyTag(0x0037000A)], [ErrorCode.NotFound]);
        Assert.Equal("000F010480", Convert.ToHexString(writer.Written));
    }

    [Theory]
    [InlineData("02")]
    [InlineData("0102")]
    public void Unknown_flags_are_refused(string bytes) => Assert.Throws<WireFormatException>(() =>
    {
        var reader = new WireReader(Convert.FromHexString(bytes));
        PropertyRow.Read(ref reader, [PidTag.Importance]);
    });

    private static void Check(string bytes, object?[] values)
    {
        var row = new PropertyRow(Columns, values);
        using var writer = new WireWriter();
        row.Write(writer);
        Assert.Equal(bytes, Convert.ToHexString(writer.Written));
        var whole = writer.ToArray();
        var reader = new WireReader(whole);
        Assert.Equal(values, PropertyRow.Read(ref reader, Columns).Values);
        Assert.Equal(0, reader.Remaining);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Throws<WireFormatException>(() =>
            {
                var cut = new WireReader(whole.AsSpan(0, length));
                PropertyRow.Read(ref cut, Columns);
            });
        }
    }
}
