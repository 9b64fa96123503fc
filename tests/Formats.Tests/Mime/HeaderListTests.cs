using System.Text;
using Mapigate.Formats.Mime;

namespace Mapigate.Formats.Tests.Mime;

public class HeaderListTests
{
    [Fact]
    public void Fields_keep_order_and_bytes()
    {
        var raw = Samples.Bytes("B: 2\na: 1\nb:  3 \n\nbody");
        var headers = HeaderList.Parse(raw);
        Assert.Equal(["B", "a", "b"], headers.Select(field => field.Name));
        Assert.Equal(["2", "3"], headers.FindAll("B").Select(field => field.Value));
        Assert.Equal("b:  3 ", Encoding.ASCII.GetString(headers[2].Raw.Span));
        Assert.Equal("1", headers.Value("A"));
        Assert.Null(headers.Value("c"));
        Assert.False(headers.Contains("ab"));
        Assert.Equal("B: 2\r\na: 1\r\nb:  3 \r\n", Encoding.ASCII.GetString(headers.Raw.Span));
    }

    [Theory]
    [InlineData("Subject: a\n b", "a b")]
    [InlineData("Subject: a\n\tb", "a b")]
    [InlineData("Subject: a\n   b", "a   b")]
    [InlineData("Subject:\n a", "a")]
    [InlineData("Subject: a\n \n b", "a  b")]
    [InlineData("Subject : a", "a")]
    [InlineData("Subject:a", "a")]
    [InlineData("Subject: =?utf-8?Q?a?=\n =?utf-8?Q?b?=", "ab")]
    [InlineData("Subject: a\nbroken line\nTo: b", "a broken line")]
    [InlineData(" Subject: a\nTo: b", "a")]
    [InlineData("   \nSubject: a\nTo: b", "a")]
    [InlineData("\n\nSubject: a\nTo: b", "a")]
    [InlineData("Subject: J\xfcrgen", "Jürgen")]
    [InlineData("Subject: J\xc3\xbcrgen", "Jürgen")]
    [InlineData("Subject: \x1b$BF|K\\\x1b(B", "日本")]
    [InlineData("Subject: a\0b", "a b")]
    public void Unstructured_value_is_decoded(string section, string subject) => Assert.Equal(subject, HeaderList.Parse(Samples.Bytes(section)).Decoded("Subject"));

    [Fact]
    public void Raw_field_takes_the_charset_of_the_body()
    {
        var message = Samples.Parse("Subject: \xf0\xd2\xc9\xd7\xc5\xd4\nContent-Type: text/plain; charset=koi8-r\n\nbody");
        Assert.Equal("Привет", message.Subject);
    }

    [Fact]
    public void Section_ends_where_text_begins()
    {
        var message = Samples.Parse("Subject: a\nThis is text.\nAnd more.\n\nand more");
        Assert.Equal("a", message.Subject);
        Assert.StartsWith("This is text.", message.Root.DecodeText(), StringComparison.Ordinal);
        Assert.True(message.Root.Defects.HasFlag(MimeDefects.MissingHeaderBodySeparator));
    }

    [Fact]
    public void Blank_line_of_blanks_separates_when_no_field_follows()
    {
        var message = Samples.Parse("Subject: a\n  \ntext\n");
        Assert.Equal("text\r\n", message.Root.DecodeText());
    }

    [Fact]
    public void Number_and_size_of_fields_are_bounded()
    {
        var many = Samples.Parse(string.Concat(Enumerable.Repeat("X: y\n", 10_000)) + "\nbody", new MimeLimits { MaxHeaderFields = 10 });
        Assert.Equal(10, many.Headers.Count);
        Assert.True(many.Root.Defects.HasFlag(MimeDefects.HeaderLimit));
        Assert.Equal("body", many.Root.DecodeText());

        var large = Samples.Parse("A: " + new string('x', 50_000) + "\n" + string.Concat(Enumerable.Repeat(" y\n", 50_000)) + "B: z\n\nbody", new MimeLimits { MaxHeaderBytes = 60_000 });
        Assert.Single(large.Headers);
        Assert.True(large.Headers.Value("A")!.Length <= 60_000);
        Assert.Equal("body", large.Root.DecodeText());
    }

    [Fact]
    public void Repeated_address_fields_are_joined() =>
        Assert.Equal(2, Samples.Parse("To: a@x.test\nTo: b@x.test\n\n").To.Count);

    [Fact]
    public void Fields_of_a_message_are_read()
    {
        var message = Samples.Parse("""
            From: "A" <a@x.test>
            Sender: s@x.test
            Reply-To: r@x.test
            Cc: c@x.test, d@x.test
            Bcc: e@x.test
            Date: Fri, 21 Nov 1997 09:55:06 -0600
            Message-ID: <1@x.test>
            In-Reply-To: <0@x.test>
            References: <9@x.test>
             <0@x.test>

            """);
        Assert.Equal("A", message.From[0].DisplayName);
        Assert.Equal("s@x.test", message.Sender!.Address);
        Assert.Equal("r@x.test", message.ReplyTo.Mailboxes.Single().Address);
        Assert.Equal(2, message.Cc.Count);
        Assert.Single(message.Bcc);
        Assert.Equal(-6, message.Date!.Value.Offset.Hours);
        Assert.Equal("<1@x.test>", message.MessageId);
        Assert.Equal(["<0@x.test>"], message.InReplyTo);
        Assert.Equal(["<9@x.test>", "<0@x.test>"], message.References);
    }
}
