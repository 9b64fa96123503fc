using System.Text;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Tests.Wire;

public sealed class ResponseReaderTests
{
    [Theory]
    [InlineData("atom rest", "atom", " rest")]
    [InlineData("\"a b\" rest", "a b", " rest")]
    [InlineData("\"a\\\"b\\\\c\" rest", "a\"b\\c", " rest")]
    [InlineData("\"\"", "", "")]
    [InlineData("{3}\r\na)b rest", "a)b", " rest")]
    [InlineData("~{2}\r\n\r\n rest", "\r\n", " rest")]
    [InlineData("{0}\r\n)", "", ")")]
    [InlineData("  atom)", "atom", ")")]
    public void String_is_read_in_each_of_its_forms(string text, string value, string rest)
    {
        var reader = new ResponseReader(Encoding.ASCII.GetBytes(text));
        Assert.Equal(value, Encoding.ASCII.GetString(reader.ReadString(out var isNil)));
        Assert.False(isNil);
        Assert.Equal(rest, Encoding.ASCII.GetString(reader.Rest));
    }

    [Fact]
    public void Nil_is_told_from_a_string_that_says_nil()
    {
        var reader = new ResponseReader("nil \"NIL\""u8);
        Assert.Equal(0, reader.ReadString(out var isNil).Length);
        Assert.True(isNil);
        Assert.Equal("NIL"u8, reader.ReadString(out isNil));
        Assert.False(isNil);
    }

    [Theory]
    [InlineData("(a (b \"c)\" {3}\r\n(((d) NIL (())) rest")]
    [InlineData("\"(\" rest")]
    [InlineData("{2}\r\n(( rest")]
    [InlineData("atom rest")]
    public void Value_is_skipped_with_all_that_it_holds(string text)
    {
        var reader = new ResponseReader(Encoding.ASCII.GetBytes(text));
        reader.SkipValue();
        Assert.Equal(" rest", Encoding.ASCII.GetString(reader.Rest));
    }

    [Theory]
    [InlineData("BODY[HEADER.FIELDS (From \"To\")] rest", "BODY[HEADER.FIELDS (From \"To\")]")]
    [InlineData("BODY[1.TEXT]<0> rest", "BODY[1.TEXT]<0>")]
    [InlineData("FLAGS (a[b])", "FLAGS")]
    [InlineData("UID 7", "UID")]
    public void Item_name_ends_behind_its_section(string text, string name)
    {
        var reader = new ResponseReader(Encoding.ASCII.GetBytes(text));
        Assert.Equal(name, Encoding.ASCII.GetString(reader.ReadItemName()));
    }

    [Theory]
    [InlineData("18446744073709551615", ulong.MaxValue)]
    [InlineData("18446744073709551616", 0)]
    [InlineData("-5", 0)]
    [InlineData("NIL", 0)]
    [InlineData("\"12\"", 12)]
    [InlineData("", 0)]
    public void Number_that_is_none_reads_as_zero(string text, ulong value) => Assert.Equal(value, new ResponseReader(Encoding.ASCII.GetBytes(text)).ReadNumber());

    [Fact]
    public void Deep_nesting_is_skipped_without_recursion()
    {
        var reader = new ResponseReader(Encoding.ASCII.GetBytes(new string('(', 1_000_000) + new string(')', 1_000_000) + "x"));
        reader.SkipValue();
        Assert.Equal((byte)'x', reader.Peek);
    }

    [Theory]
    [InlineData("\"open")]
    [InlineData("\"open\\")]
    [InlineData("(a (b)")]
    [InlineData("{9}\r\nshort")]
    [InlineData("{x}\r\n")]
    [InlineData("{5")]
    public void Value_without_end_is_refused(string text) => Assert.Throws<ImapProtocolException>(() => new ResponseReader(Encoding.ASCII.GetBytes(text)).SkipValue());
}
