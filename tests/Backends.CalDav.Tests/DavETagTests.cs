namespace Mapigate.Backends.CalDav.Tests;

public sealed class DavETagTests
{
    [Theory]
    [InlineData("\"a\"", "\"a\"")]
    [InlineData(" \"a\" ", "\"a\"")]
    [InlineData("W/\"a\"", "\"a\"")]
    [InlineData("a-1", "\"a-1\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("\"a\"b\"", null)]
    [InlineData("\"a\r\nX: y\"", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Read_any_spelling_gives_one(string? text, string? tag) => Assert.Equal(tag, DavETag.Read(text));

    [Fact]
    public void ReadStrong_weak_tag_is_none()
    {
        Assert.Null(DavETag.ReadStrong("W/\"a\""));
        Assert.Equal("\"a\"", DavETag.ReadStrong("\"a\""));
    }
}
