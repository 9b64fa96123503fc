using System.Text;
using Mapigate.Formats.Html;
using Mapigate.Formats.Rtf;
using Mapigate.Tests;
using Xunit.Abstractions;

namespace Mapigate.Formats.Tests.Rtf;

public sealed class RtfTests(ITestOutputHelper output)
{
    /// <summary>As Outlook writes it: the tags in groups, the text between them for everybody, what only RTF needs in between.</summary>
    private const string Encapsulated =
        "{\\rtf1\\ANSI\\ansicpg1251\\fromhtml1 \\deff0{\\fonttbl {\\f0\\fmodern Courier New;}{\\f1\\fswiss\\fcharset204 Arial;}}{\\colortbl\\red0\\green0\\blue0;}\r\n"
        + "{\\*\\htmltag64}\\uc1\\pard\\plain\\deftab360 \\f0\\fs24\r\n{\\*\\htmltag <HTML><head>\\par\r\n<style>\\par\r\n<!--\\par\r\n /* Style Definitions */\\par\r\n p.MsoNormal, li.MsoNormal \\{font-family:Arial;\\}\\par\r\n-->\\par\r\n</style>\\par\r\n}"
        + "{\\*\\htmltag <BODY>}{\\*\\htmltag <P>}\\htmlrtf {\\htmlrtf0 {\\*\\htmltag <B>}\\htmlrtf \\b \\htmlrtf0 A \\'e0\\f1\\'e1{\\*\\htmltag &nbsp;}\\htmlrtf \\'a0\\htmlrtf0 < & \\u8364?{\\*\\mhtmltag x}{\\*\\htmltag </B>}\\par\\htmlrtf }\\htmlrtf0 {\\*\\htmltag </BODY></HTML>}}";

    [Fact]
    public void Html_comes_out_as_it_went_in()
    {
        Assert.Equal(
            "<HTML><head>\r\n<style>\r\n<!--\r\n /* Style Definitions */\r\n p.MsoNormal, li.MsoNormal {font-family:Arial;}\r\n-->\r\n</style>\r\n<BODY><P><B>A аб&nbsp;&lt; &amp; €</B>\r\n</BODY></HTML>",
            RtfHtml.Extract(Encoding.ASCII.GetBytes(Encapsulated)));
    }

    [Theory]
    [InlineData("{\\rtf1\\ansi plain\\par two\\line three\\tab x}", "plain\r\ntwo\r\nthree\tx")]
    [InlineData("{\\rtf1 \\{braces\\} and \\\\}", "{braces} and \\")]
    [InlineData("{\\rtf1\\ansicpg1250 \\'e8\\'ed}", "čí")]
    [InlineData("{\\rtf1\\uc2 \\u8364??x\\u-10179??\\u-8704??}", "€x\uD83D\uDE00")]
    [InlineData("{\\rtf1\\uc1 \\u228\\'84b}", "äb")]
    [InlineData("{\\rtf1{\\fonttbl{\\f3\\fcharset128 MS Gothic;}}\\f3 \\'82\\'a0{\\*\\unknown gone}{\\info{\\title gone}}ok}", "あok")]
    [InlineData("{\\rtf1 a\\~b\\_c\\endash\\rquote\\bullet}", "a\u00A0b\u2011c\u2013\u2019\u2022")]
    [InlineData("{\\rtf1 {\\pict\\bin5 {}}}x}after}", "after")]
    [InlineData("{\\rtf1 {\\field{\\*\\fldinst HYPERLINK \"http://a.test\"}{\\fldrslt link}}}", "link")]
    [InlineData("no rtf at all", "no rtf at all")]
    [InlineData("}}}{{{\\", "")]
    [InlineData("", "")]
    public void Text_is_what_a_reader_sees(string rtf, string text) => Assert.Equal(text, RtfText.Convert(Encoding.ASCII.GetBytes(rtf)).TrimEnd());

    [Fact]
    public void Other_rtf_becomes_html_that_reads_the_same()
    {
        var rtf = "{\\rtf1 One \\b bold \\i both\\b0  slanted\\i0\\par <Two>{\\ul under}\\line end}"u8;
        Assert.Null(RtfHtml.Extract(rtf));
        Assert.Equal("<html><body><p>One <b>bold </b><b><i>both</i></b><i> slanted</i></p>\r\n<p>&lt;Two&gt;<u>under</u><br>\r\nend</p></body></html>", RtfHtml.Convert(rtf));
    }

    [Theory]
    [InlineData("<html><body>\n<p class=\"a\">Zürich {1} \\ 😀 &amp; more</p>\n</body></html>\n")]
    [InlineData("no tag, no end of line")]
    [InlineData("")]
    public void Written_html_comes_back_and_its_text_is_there_for_others(string html)
    {
        var rtf = RtfWriter.FromHtml(html, "Zürich");
        Assert.Equal(html.ReplaceLineEndings("\r\n"), RtfHtml.Extract(rtf));
        Assert.Equal("Zürich", RtfText.Convert(rtf));
    }

    [Theory]
    [InlineData("Line one\r\n{two}\\\tthree €")]
    [InlineData("")]
    public void Written_text_comes_back(string text) => Assert.Equal(text, RtfText.Convert(RtfWriter.FromText(text)));

    [Fact]
    public void Deep_and_damaged_input_gives_a_text()
    {
        var deep = Encoding.ASCII.GetBytes("{\\rtf1 a" + new string('{', 100_000) + "b" + new string('}', 100_000) + "c}");
        Assert.Equal("abc", RtfText.Convert(deep));
        var random = new Random(1);
        var sample = Encoding.ASCII.GetBytes(Encapsulated);
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = sample[..random.Next(sample.Length)];
            for (var n = random.Next(6); n > 0 && damaged.Length > 0; n--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            Assert.True(RtfHtml.Convert(damaged).Length < 20 * (damaged.Length + 50));
            RtfText.Convert(damaged);
        }
    }

    [Fact]
    public void Every_sample_says_the_words_of_its_html()
    {
        var count = 0;
        foreach (var path in Corpus.Files("mapi").Where(path => path.EndsWith(".rtf", StringComparison.Ordinal)))
        {
            var html = RtfHtml.Convert(File.ReadAllBytes(path));
            Assert.NotEmpty(html);
            if (RtfHtml.Extract(File.ReadAllBytes(path)) is null || !File.Exists(Path.ChangeExtension(path, ".html")))
                continue;
            var expected = Words(HtmlText.Convert(File.ReadAllText(Path.ChangeExtension(path, ".html"))));
            var actual = Words(HtmlText.Convert(html));
            output.WriteLine($"{Path.GetFileName(path)}: {actual.Length} of {expected.Length} words");
            Assert.Equal(expected, actual);
            count++;
        }

        Assert.True(Corpus.Folder is null || count > 0);
    }

    private static string[] Words(string text) => text.Split((char[])[' ', '\r', '\n', '\t', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
}
