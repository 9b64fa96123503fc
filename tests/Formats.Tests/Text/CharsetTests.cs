using System.Text;
using Mapigate.Formats.Text;

namespace Mapigate.Formats.Tests.Text;

public class CharsetTests
{
    [Theory]
    [InlineData("utf-8", 65001)]
    [InlineData("UTF8", 65001)]
    [InlineData("\"utf-8\"", 65001)]
    [InlineData("iso-8859-1", 1252)]
    [InlineData("ISO8859-15", 28605)]
    [InlineData("cp1250", 1250)]
    [InlineData("windows-1250", 1250)]
    [InlineData("x-cp1251", 1251)]
    [InlineData("gb2312", 54936)]
    [InlineData("shift-jis", 932)]
    [InlineData("ISO-2022-JP", 50220)]
    [InlineData("euc-kr", 949)]
    [InlineData("koi8-u", 21866)]
    [InlineData("ibm850", 850)]
    [InlineData("macintosh", 10000)]
    [InlineData("us-ascii", 20127)]
    [InlineData("iso-8859-7 something", 28597)]
    public void Label_is_found(string label, int codePage) => Assert.Equal(codePage, Charset.Find(label)?.CodePage);

    [Theory]
    [InlineData("x-nobody-knows")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("cp99999")]
    [InlineData("\"\"")]
    public void Unknown_label_is_null(string? label) => Assert.Null(Charset.Find(label));

    [Theory]
    [InlineData("utf-8", "c3a9", "é")]
    [InlineData("utf-8", "efbbbfc3a9", "é")]
    [InlineData("utf-8", "e9", "é")]
    [InlineData("utf-8", "c3a9e9", "é\uFFFD")]
    [InlineData("us-ascii", "c3a9", "é")]
    [InlineData("us-ascii", "e9", "é")]
    [InlineData(null, "93e994", "“é”")]
    [InlineData("x-unknown", "c3a9", "é")]
    [InlineData("iso-8859-1", "80", "€")]
    [InlineData("utf-16", "feff00e9", "é")]
    [InlineData("utf-16", "fffee900", "é")]
    [InlineData("utf-16", "00410042", "AB")]
    [InlineData("utf-16", "41004200", "AB")]
    [InlineData("utf-7", "2b414f6b2d", "é")]
    [InlineData(null, "1b2442467c4b5c1b2842", "日本")]
    public void Bytes_are_decoded(string? label, string bytes, string expected) => Assert.Equal(expected, Charset.Decode(Convert.FromHexString(bytes), label));

    [Fact]
    public void Hint_decides_between_single_byte_charsets() =>
        Assert.Equal("Привет", Charset.DecodeUnlabelled(Convert.FromHexString("f0d2c9d7c5d4"), "koi8-r"));

    [Fact]
    public void Every_byte_sequence_decodes_by_every_label()
    {
        var bytes = new byte[512];
        new Random(5).NextBytes(bytes);
        foreach (var label in CharsetAliases.CodePages.Keys)
            Assert.NotNull(Charset.Decode(bytes, label));
    }

    [Fact]
    public void Every_alias_leads_to_an_encoding() =>
        Assert.All(CharsetAliases.CodePages, alias => Assert.NotNull(Charset.FindCodePage(alias.Value)));

    [Fact]
    public void Utf8_writes_no_mark() => Assert.Equal(2, Charset.Utf8.GetBytes("é").Length + Encoding.UTF8.GetByteCount("") + Charset.Utf8.Preamble.Length);
}
