namespace Mapigate.Backends.CalDav.Tests;

public sealed class DavHrefTests
{
    private static readonly Uri Origin = new("https://dav.test:8443");

    [Theory]
    [InlineData("/a/b.ics", "/a/b.ics")]
    [InlineData("/alice%40example.test/", "/alice@example.test/")]
    [InlineData("/alice@example.test/", "/alice@example.test/")]
    [InlineData("/a%2fb%2F/", "/a%2Fb%2F/")]
    [InlineData("/%7euser/%41", "/~user/A")]
    [InlineData("/gr\u00fcn", "/gr%C3%BCn")]
    [InlineData("/gr%c3%bcn", "/gr%C3%BCn")]
    [InlineData("/100%", "/100%25")]
    [InlineData("/a b", "/a%20b")]
    [InlineData("/a//b/", "/a//b/")]
    [InlineData("/a%3Fb%23c%25d", "/a%3Fb%23c%25d")]
    [InlineData("  /a\n", "/a")]
    [InlineData("c.ics", "/base/c.ics")]
    [InlineData("https://dav.test:8443/x", "/x")]
    [InlineData("http://DAV.test/x", "/x")]
    [InlineData("//dav.test/x", "/x")]
    [InlineData("https://dav.test", "/")]
    public void Read_href_of_this_server_gives_one_spelling(string href, string path) => Assert.Equal(path, DavHref.Read(href, Origin, "/base/y"));

    [Theory]
    [InlineData("")]
    [InlineData("https://evil.test/x")]
    [InlineData("//evil.test/x")]
    [InlineData("https://dav.test@evil.test/x")]
    [InlineData("https://dav.test:pw@evil.test/x")]
    [InlineData("/a/../b")]
    [InlineData("/a/%2e%2E/b")]
    [InlineData("/./a")]
    [InlineData("..")]
    [InlineData("/a?b")]
    [InlineData("/a#b")]
    [InlineData("http://[bad/x")]
    public void Read_href_elsewhere_is_none(string href) => Assert.Null(DavHref.Read(href, Origin, "/base/"));

    [Fact]
    public void Read_href_without_end_is_none() => Assert.Null(DavHref.Read("/" + new string('a', 5000), Origin, "/"));

    [Fact]
    public void Normalize_is_done_after_once()
    {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var path = "/" + string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => "aZ%24fF/.@ü+~"[random.Next(13)]));
            if (DavHref.Normalize(path) is { } once)
            {
                Assert.Equal(once, DavHref.Normalize(once));
                // Octets that are no UTF-8 stay escaped, with upper-case digits.
                Assert.Equal(Unescape(path), Unescape(once), ignoreCase: true);
            }
        }
    }

    private static string Unescape(string path) => string.Join('/', path.Split('/').Select(Uri.UnescapeDataString));
}
