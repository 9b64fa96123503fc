using Mapigate.Gateway.Host.ClientCommands;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Host.Tests.ClientCommands;

public class TextTableTests
{
    [Fact]
    public void Columns_align_and_lines_have_no_trailing_space()
    {
        var table = new TextTable(new("Name"), new("Count", Right: true), new("Note"));
        table.Add("a", "1", "x");
        table.Add("longer", "1000", string.Empty);
        Assert.Equal(["Name    Count  Note", "a           1  x", "longer   1000"], table.Lines());
    }

    [Fact]
    public void Long_cell_is_cut()
    {
        var table = new TextTable(new TextTable.Column("T", 5));
        table.Add("123456789");
        Assert.Equal(["T", "1234…"], table.Lines());
    }

    [Fact]
    public void Wide_characters_take_two_places()
    {
        var table = new TextTable(new(""), new(""));
        table.Add("日本", "x");
        table.Add("abcd", "y");
        Assert.Equal(["日本  x", "abcd  y"], table.Lines());
    }

    [Fact]
    public void Control_characters_never_reach_the_terminal()
    {
        var table = new TextTable(new TextTable.Column(""));
        table.Add("a\u001b[31m\r\nb");
        Assert.Equal(["a [31m  b"], table.Lines());
    }

    [Fact]
    public void Lone_surrogate_is_printed_somehow()
    {
        var table = new TextTable(new TextTable.Column(""));
        table.Add("a\ud83d");
        Assert.Single(table.Lines());
    }

    [Fact]
    public void Message_id_reads_back_as_it_is_printed()
    {
        var id = new MessageId(0x12, new GlobalCounter(0xABCDEF));
        Assert.Equal(id, Text.ParseMessageId(id.ToString()));
        foreach (var wrong in new[] { "", "1", "-1", "1-", "x-1", "1-1000000000000", "12345-1" })
            Assert.Throws<CommandException>(() => Text.ParseMessageId(wrong));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1500, "1.5 kB")]
    [InlineData(2_500_000, "2.5 MB")]
    [InlineData(3_000_000_000, "3.0 GB")]
    public void Size_is_short(long bytes, string text) => Assert.Equal(text, Text.Size(bytes));
}
