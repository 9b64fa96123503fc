using System.Text;
using Mapigate.Formats.Mime;

namespace Mapigate.Formats.Tests.Mime;

public class EncodedWordTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=?ISO-8859-1?Q?a?=", "a")]
    [InlineData("=?ISO-8859-1?Q?a?= b", "a b")]
    [InlineData("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab")]
    [InlineData("=?ISO-8859-1?Q?a?=  \t =?ISO-8859-1?Q?b?=", "ab")]
    [InlineData("=?ISO-8859-1?Q?a_b?=", "a b")]
    [InlineData("=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=", "a b")]
    [InlineData("=?iso-8859-1?q?Keld_J=F8rn_Simonsen?=", "Keld Jørn Simonsen")]
    [InlineData("=?UTF-8*EN?Q?caf=C3=A9?=", "café")]
    public void Words_of_rfc_2047_are_decoded(string raw, string text) => Assert.Equal(text, EncodedWord.Decode(raw));

    [Theory]
    [InlineData("\"=?utf-8?Q?J=C3=BCrgen?=\"", "\"Jürgen\"")]
    [InlineData("foo=?utf-8?Q?bar?=baz", "foobarbaz")]
    [InlineData("=?utf-8?Q?a?==?utf-8?Q?b?=", "ab")]
    [InlineData("=?utf-8?Q?=E2=82?= =?utf-8?Q?=AC?=", "€")]
    [InlineData("=?utf-8?B?4oI=?= =?utf-8?B?rA==?=", "€")]
    [InlineData("=?utf-8?B?4o?= =?utf-8?B?Ks?=", "€")]
    [InlineData("=?utf-8?B?YQ?= =?utf-8?B?Yg?=", "ab")]
    [InlineData("=?utf-8?B?4oI=?= =?utf-8?Q?=AC?=", "€")]
    [InlineData("=?utf-8?Q?hello world?=", "hello world")]
    [InlineData("=?utf-8?Q?what?=3F yes?=", "what?? yes")]
    [InlineData("=?utf-8?B?!!YWJj!!?=", "abc")]
    [InlineData("=?x-nobody-knows?Q?=C3=A9?=", "é")]
    [InlineData("=?x-nobody-knows?Q?=E9?=", "é")]
    [InlineData("=??Q?abc?=", "abc")]
    [InlineData("=?utf-8?Q?a=?=", "a=")]
    public void Violations_are_understood(string raw, string text) => Assert.Equal(text, EncodedWord.Decode(raw));

    [Theory]
    [InlineData("=?utf-8?X?abc?=")]
    [InlineData("=?utf-8?Q?abc")]
    [InlineData("=?utf-8?")]
    [InlineData("=?")]
    [InlineData("a =? b ?= c")]
    public void What_is_no_word_stays(string raw) => Assert.Equal(raw, EncodedWord.Decode(raw));

    [Fact]
    public void Word_that_lacks_its_end_does_not_swallow_the_next() =>
        Assert.Equal("=?utf-8?Q?lost ok", EncodedWord.Decode("=?utf-8?Q?lost =?utf-8?Q?ok?="));

    [Fact]
    public void Encoded_line_breaks_become_blanks() =>
        Assert.Equal("a  Bcc: x", EncodedWord.Decode("=?utf-8?Q?a=0D=0ABcc:_x?="));

    [Theory]
    [InlineData("ISO-2022-JP", "=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "日本")]
    [InlineData("gb2312", "=?gb2312?B?1tDOxA==?=", "中文")]
    [InlineData("koi8-r", "=?koi8-r?Q?=F0=D2=C9=D7=C5=D4?=", "Привет")]
    [InlineData("big5", "=?big5?B?pKSk5Q==?=", "中文")]
    [InlineData("ks_c_5601-1987", "=?ks_c_5601-1987?B?x9GxuQ==?=", "한국")]
    [InlineData("shift_jis", "=?shift_jis?B?k/qWew==?=", "日本")]
    [InlineData("windows-1251", "=?windows-1251?Q?=CF=F0=E8=E2=E5=F2?=", "Привет")]
    public void Legacy_charsets_are_decoded(string charset, string raw, string text)
    {
        Assert.NotEmpty(charset);
        Assert.Equal(text, EncodedWord.Decode(raw));
    }

    [Fact]
    public void Written_words_are_read_back_whatever_the_text()
    {
        var random = new Random(11);
        for (var round = 0; round < 2_000; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(1, 80); i > 0; i--)
                text.Append(RandomRune(random));
            var words = EncodedWordText.Encode(text.ToString(), random.Next(0, 76)).ToList();
            Assert.All(words, word => Assert.True(word.Length <= 75));
            Assert.Equal(HeaderText.WithoutControls(text.ToString()), EncodedWord.Decode(string.Join("\r\n ", words).Replace("\r\n", "", StringComparison.Ordinal)));
        }
    }

    private static Rune RandomRune(Random random) => random.Next(6) switch
    {
        0 => new Rune(random.Next(0x20, 0x7F)),
        1 => new Rune(' '),
        2 => new Rune(random.Next(0xC0, 0x250)),
        3 => new Rune(random.Next(0x4E00, 0x9FFF)),
        4 => new Rune(random.Next(0x1F300, 0x1F6FF)),
        _ => new Rune("=?_\"@,"[random.Next(6)]),
    };
}
