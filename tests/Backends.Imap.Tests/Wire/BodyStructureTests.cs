using System.Text;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Tests.Wire;

public sealed class BodyStructureTests
{
    [Fact]
    public void Embedded_message_has_its_root_as_the_only_part()
    {
        var part = Read("(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 500 (\"date\" \"subject\" NIL NIL NIL NIL NIL NIL NIL NIL) " +
            "(\"text\" \"html\" NIL NIL NIL \"7bit\" 100 3 NIL NIL NIL NIL) 20 NIL (\"inline\" NIL) NIL NIL)")!;
        Assert.Equal(("message/rfc822", 500L, "inline"), (part.MediaType, part.Size, part.Disposition));
        Assert.Equal("text/html", Assert.Single(part.Parts).MediaType);
        Assert.Equal(100, part.Parts[0].Size);
    }

    [Theory]
    [InlineData("NIL", null)]
    [InlineData("\"no list\"", null)]
    [InlineData("(NIL NIL)", null)]
    [InlineData("(NIL NIL NIL NIL NIL NIL 0)", "application/octet-stream")]
    [InlineData("(\"TEXT\" NIL NIL NIL NIL \"7BIT\" NIL NIL)", "text/octet-stream")]
    [InlineData("(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" -1 -1 NIL)", "text/plain")]
    [InlineData("(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 500 3 NIL NIL)", "message/rfc822")]
    [InlineData("(\"message\" \"delivery-status\" NIL NIL NIL \"7bit\" 500 NIL NIL NIL)", "message/delivery-status")]
    [InlineData("((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1))", "multipart/mixed")]
    [InlineData("((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1) \"alternative\")", "multipart/alternative")]
    [InlineData("(() \"mixed\")", "multipart/mixed")]
    public void Gaps_are_filled(string text, string? mediaType) => Assert.Equal(mediaType, Read(text)?.MediaType);

    [Fact]
    public void Bare_word_counts_as_disposition() => Assert.Equal("attachment", Read("(\"a\" \"b\" NIL NIL NIL \"base64\" 5 NIL \"ATTACHMENT\" NIL)")!.Disposition);

    [Fact]
    public void Parameters_are_taken_even_where_one_lacks_its_value()
    {
        var part = Read("(\"a\" \"b\" (\"NAME\" \"caf\u00e9\" \"odd\") NIL NIL NIL 5)")!;
        Assert.Equal("caf\u00e9", part.Parameters["name"]);
        Assert.Single(part.Parameters);
        Assert.False(part.Parameters.ContainsKey("odd"));
        Assert.Throws<KeyNotFoundException>(() => part.Parameters["odd"]);
    }

    [Fact]
    public void Fields_that_follow_are_skipped_and_the_reader_stands_behind()
    {
        var reader = new ResponseReader("(\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1 \"md5\" NIL (\"de\" \"en\") \"loc\" (1 (2 3)) 4) UID 5"u8);
        Assert.NotNull(BodyStructure.Read(ref reader, new TextCache()));
        Assert.Equal("UID 5"u8, reader.Rest.TrimStart((byte)' '));
    }

    [Fact]
    public void Nesting_beyond_the_bound_is_left_out()
    {
        var text = string.Concat(Enumerable.Repeat("(", 5_000)) + "(\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1)" + string.Concat(Enumerable.Repeat(" \"mixed\")", 5_000));
        var depth = 0;
        for (var part = Read(text); part is not null; part = part.Parts.Count > 0 ? part.Parts[0] : null)
        {
            depth++;
        }

        Assert.Equal(ImapLimits.Depth, depth);
    }

    [Fact]
    public void Parts_beyond_the_bound_are_left_out()
    {
        var text = "(" + string.Concat(Enumerable.Repeat("(\"a\" \"b\" NIL NIL NIL NIL 0)", ImapLimits.Parts + 500)) + " \"mixed\")";
        Assert.Equal(ImapLimits.Parts - 1, Read(text)!.Parts.Count);
    }

    [Fact]
    public void Values_that_recur_are_made_once()
    {
        // One after the other: between them another value could take the same slot.
        var cache = new TextCache();
        Assert.Same(cache.Lower("TEXT/PLAIN"u8), cache.Lower("TEXT/PLAIN"u8));
        Assert.Same(cache.Text("utf-8"u8), cache.Text("utf-8"u8));
        var bytes = "(\"TEXT\" \"PLAIN\" (\"CHARSET\" \"utf-8\") NIL NIL \"7BIT\" 1 1)"u8.ToArray();
        var (one, two) = (ReadBytes(bytes, cache)!, ReadBytes(bytes, cache)!);
        Assert.Equal((one.MediaType, one.Encoding), (two.MediaType, two.Encoding));
        Assert.Equal(one.Parameters, two.Parameters);
    }

    private static MailPart? Read(string text) => ReadBytes(Encoding.UTF8.GetBytes(text), new TextCache());

    private static MailPart? ReadBytes(byte[] bytes, TextCache cache)
    {
        var reader = new ResponseReader(bytes);
        return BodyStructure.Read(ref reader, cache);
    }
}
