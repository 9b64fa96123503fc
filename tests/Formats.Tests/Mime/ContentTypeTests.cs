using Mapigate.Formats.Mime;

namespace Mapigate.Formats.Tests.Mime;

public class ContentTypeTests
{
    [Theory]
    [InlineData("text/html; charset=utf-8", "text/html", "utf-8")]
    [InlineData("TEXT/HTML;CHARSET=\"UTF-8\"", "text/html", "UTF-8")]
    [InlineData("text/plain charset=utf-8", "text/plain", "utf-8")]
    [InlineData("text/plain (comment); charset=utf-8", "text/plain", "utf-8")]
    [InlineData("text", "text/plain", null)]
    [InlineData("multipart; boundary=x", "multipart/mixed", null)]
    [InlineData("application-x-gzip; name=x", "application/octet-stream", null)]
    [InlineData("nonsense", "text/plain", null)]
    [InlineData("/; charset=utf-8", "text/plain", "utf-8")]
    [InlineData("image/", "image/octet-stream", null)]
    [InlineData("; charset=utf-8", "text/plain", "utf-8")]
    [InlineData("\"text/html\"", "text/html", null)]
    [InlineData("text / html; charset=utf-8", "text/html", "utf-8")]
    public void Media_type_is_read(string value, string mediaType, string? charset)
    {
        var type = ContentType.Parse(value);
        Assert.Equal(mediaType, type.MediaType);
        Assert.Equal(charset, type.Charset);
    }

    [Theory]
    [InlineData("attachment; filename=a.txt", "attachment", "a.txt", true)]
    [InlineData("INLINE", "inline", null, false)]
    [InlineData("x-unknown", "x-unknown", null, true)]
    [InlineData("; filename=a.txt", "attachment", "a.txt", true)]
    [InlineData("filename=a.txt", "attachment", "a.txt", true)]
    public void Disposition_is_read(string value, string type, string? fileName, bool isAttachment)
    {
        var disposition = ContentDisposition.Parse(value);
        Assert.Equal(type, disposition.Type);
        Assert.Equal(fileName, disposition.FileName);
        Assert.Equal(isAttachment, disposition.IsAttachment);
    }

    [Theory]
    [InlineData("C:\\temp\\a.txt", "a.txt")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..", null)]
    [InlineData("a\r\nb.txt", "a  b.txt")]
    [InlineData("   ", null)]
    [InlineData("dir/", "dir")]
    public void File_name_is_made_harmless(string name, string? expected) => Assert.Equal(expected, MimeFileName.Clean(name));

    [Fact]
    public void Long_file_name_keeps_its_extension()
    {
        var name = MimeFileName.Clean(new string('x', 400) + ".docx")!;
        Assert.Equal(255, name.Length);
        Assert.EndsWith(".docx", name, StringComparison.Ordinal);
    }
}
