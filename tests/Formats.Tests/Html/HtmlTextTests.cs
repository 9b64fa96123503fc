using System.Text;
using Mapigate.Formats.Html;

namespace Mapigate.Formats.Tests.Html;

public class HtmlTextTests
{
    [Theory]
    [InlineData("a <b>b</b>  c", "a b c")]
    [InlineData("<p>a</p><p>b</p>", "a\r\n\r\nb")]
    [InlineData("<div>a</div><div>b</div>", "a\r\nb")]
    [InlineData("a<br>b<br/><br>c", "a\r\nb\r\n\r\nc")]
    [InlineData("&lt;a&gt; &amp; &eacute;&#8364;&nbsp;x", "<a> & é€ x")]
    [InlineData("<style>p{}</style><script>if (a < b) {}</script>a<title>t</title>", "a")]
    [InlineData("<head><!-- c --></head>a", "a")]
    [InlineData("<ul><li>a<li>b</ul>c", "* a\r\n* b\r\n\r\nc")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\t\r\nc")]
    [InlineData("<a href=\"https://x.test/\">here</a>", "here <https://x.test/>")]
    [InlineData("<a href='https://x.test/'>https://x.test/</a>", "https://x.test/")]
    [InlineData("<a href='mailto:a@x.test'>a@x.test</a>", "a@x.test")]
    [InlineData("<pre>a\n  b</pre>", "a\r\n  b")]
    [InlineData("1 < 2 and 3 > 2", "1 < 2 and 3 > 2")]
    [InlineData("a<img alt=\"x > y\">b", "ab")]
    [InlineData("<!--[if mso]>x<![endif]-->a<![if !mso]>b<![endif]>", "ab")]
    [InlineData("", "")]
    [InlineData("<", "<")]
    [InlineData("<p", "")]
    [InlineData("a<!-- never closed", "a")]
    [InlineData("a<script>never closed", "a")]
    public void Html_becomes_text(string html, string expected) => Assert.Equal(expected, HtmlText.Convert(html));

    [Fact]
    public void Text_is_cut_at_the_limit() => Assert.Equal(10, HtmlText.Convert(new string('a', 100), 10).Length);

    [Fact]
    public void Plain_text_is_shown_as_it_stands() =>
        Assert.Equal("<div style=\"white-space:pre-wrap\">a &lt; b<br>\r\n c<br>\r\n</div>", HtmlText.FromPlainText("a < b\n c"));

    [Theory]
    [InlineData("<meta charset=\"utf-8\">", "utf-8")]
    [InlineData("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=ISO-8859-2'>", "iso-8859-2")]
    [InlineData("<meta name=x><meta charset = koi8-r />", "koi8-r")]
    [InlineData("<meta name=charset>", null)]
    [InlineData("charset=utf-8", null)]
    [InlineData("<meta charset=", null)]
    [InlineData("", null)]
    public void Declared_charset_is_found(string html, string? expected) => Assert.Equal(expected, HtmlCharset.Find(Encoding.ASCII.GetBytes(html)));
}
