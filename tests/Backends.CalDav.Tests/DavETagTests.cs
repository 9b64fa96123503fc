namespace Mapigate.Backends.CalDav.Tests;

public sealed class DavETagTests
{
    [Theory]
    [InlineData("\"a\"", "\"a\"")]
    [InlineData(" \"a\" ", "\"a\"")]
    [InlineData("W/\"a\"", "W/\"a\"")]
    [InlineData("W/a", "W/\"a\"")]
    [InlineData("a-1", "\"a-1\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("\"a\"b\"", null)]
    [InlineData("\"a\r\nX: y\"", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Read_any_spelling_gives_one(string? text, string? tag) => Assert.Equal(tag, DavETag.Read(text));

    [Theory]
    [InlineData("\"a-gzip\"", "\"a\"")]
    [InlineData("W/\"a;gzip\"", "W/\"a\"")]
    [InlineData("\"a\"", "\"a\"")]
    [InlineData("x y", null)]
    public void ReadHeader_mark_of_compression_is_no_part_of_the_tag(string text, string? tag) => Assert.Equal(tag, DavETag.ReadHeader(text));

    [Theory]
    [InlineData("\"a\"", "W/\"a\"", true)]
    [InlineData("\"a\"", "\"a\"", true)]
    [InlineData("\"a\"", "\"b\"", false)]
    [InlineData("\"a\"", null, false)]
    public void IsSame_weakness_does_not_count(string one, string? other, bool same) => Assert.Equal(same, DavETag.IsSame(one, other));

    [Fact]
    public void ReadStrong_weak_tag_is_none()
    {
        Assert.Null(DavETag.ReadStrong("W/\"a\""));
        Assert.Equal("\"a\"", DavETag.ReadStrong("\"a\""));
    }
}
