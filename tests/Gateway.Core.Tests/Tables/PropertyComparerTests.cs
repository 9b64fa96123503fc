using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Tests.Tables;

public class PropertyComparerTests
{
    /// <summary>Each value stands before the next one.</summary>
    public static TheoryData<object?, object?> Ascending => new()
    {
        { null, (short)-1 },
        { null, "" },
        { null, Array.Empty<byte>() },
        { -1, 1 },
        { int.MinValue, int.MaxValue },
        { (short)3, 4L },
        { 3, 3.5 },
        { 1.5f, 1.75 },
        { false, true },
        { new FileTime(-5), new FileTime(5) },
        { new Currency(9_999), new Currency(10_000) },
        { "Abend", "berg" },
        { "zoo", "Zoom" },
        { "apfel", "Äpfel" },
        { "Äpfel", "birne" },
        { new byte[] { 1, 2 }, new byte[] { 1, 2, 0 } },
        { new byte[] { 0x7F }, new byte[] { 0x80 } },
        { new Guid("01000000-0000-0000-0000-000000000000"), new Guid("00000001-0000-0000-0000-000000000000") },
        { new[] { "a", "b" }, new[] { "a", "c" } },
        { new[] { 1 }, new[] { 1, 0 } },
        { 5, "5" },
        { "text", new byte[] { 1 } },
    };

    [Theory]
    [MemberData(nameof(Ascending))]
    public void Compare_lesser_and_greater_value_is_an_order(object? lesser, object? greater)
    {
        Assert.True(PropertyComparer.Compare(lesser, greater) < 0);
        Assert.True(PropertyComparer.Compare(greater, lesser) > 0);
        Assert.Equal(0, PropertyComparer.Compare(lesser, lesser));
        Assert.Equal(0, PropertyComparer.Compare(greater, greater));
    }

    [Theory]
    [InlineData("IPM.Note", "ipm.note")]
    [InlineData("STRASSE", "strasse")]
    [InlineData("カナ", "かな")]
    [InlineData("ＡＢＣ", "abc")]
    public void Compare_strings_that_differ_in_case_kana_or_width_are_equal(string left, string right) => Assert.Equal(0, PropertyComparer.Compare(left, right));

    [Fact]
    public void TryCompare_types_without_common_order_has_no_answer()
    {
        Assert.False(PropertyComparer.TryCompare("5", 5, out _));
        Assert.False(PropertyComparer.TryCompare(new byte[] { 5 }, Guid.Empty, out _));
        Assert.True(PropertyComparer.TryCompare(null, 5, out var order));
        Assert.Equal(-1, order);
    }
}
