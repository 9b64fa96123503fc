using System.Buffers;
using System.Text;
using Mapigate.Formats.Mime;

namespace Mapigate.Formats.Tests.Mime;

public class MimeWriterTests
{
    [Fact]
    public void Plain_message_is_written_in_full()
    {
        var headers = new HeaderBuilder()
            .AddAddress("From", new MailboxAddress("Alice", "alice@x.test"))
            .AddText("Subject", "Hello")
            .AddDate("Date", new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(1)))
            .AddMessageIds("Message-ID", ["<1@x.test>"]);
        Assert.Equal(
            """
            From: Alice <alice@x.test>
            Subject: Hello
            Date: Thu, 29 Feb 2024 12:00:00 +0100
            Message-ID: <1@x.test>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8

            Hi
            there

            """.ReplaceLineEndings("\r\n"),
            Write(headers, MimePart.Text("plain", "Hi\nthere\n")));
    }

    [Fact]
    public void Bodies_and_attachments_are_put_into_the_usual_structure()
    {
        var content = new ComposedContent
        {
            PlainText = "plain",
            Html = "<img src=\"cid:i@x\">",
            Calendar = "BEGIN:VCALENDAR",
            CalendarMethod = "REQUEST",
            InlineParts = [MimePart.Binary("image/png", "png"u8.ToArray()) with { ContentId = "i@x", Disposition = "inline", FileName = "i.png" }],
            Attachments =
            [
                MimePart.Binary("application/pdf", "pdf"u8.ToArray()) with { Disposition = "attachment", FileName = "Übersicht.pdf" },
                MimePart.Message(Samples.Bytes("Subject: inner\n\nbody")) with { Disposition = "attachment" },
            ],
        };
        var message = MimeMessage.Parse(MimeWriter.ToArray(new HeaderBuilder(), content.ToPart()));
        Assert.Equal(
            "multipart/mixed(multipart/related(multipart/alternative(text/plain text/html text/calendar) image/png) application/pdf message/rfc822(text/plain))",
            Samples.Shape(message.Root));
        Assert.All(message.Entities(), entity => Assert.Equal(MimeDefects.None, entity.Defects));
        var read = MessageContent.Of(message);
        Assert.Equal("plain", read.ReadPlainText());
        Assert.Equal("<img src=\"cid:i@x\">", read.ReadHtml());
        Assert.Equal("REQUEST", read.CalendarMethod);
        Assert.Equal(["i.png", "Übersicht.pdf", "inner.eml"], read.Attachments.Select(attachment => attachment.FileName));
        Assert.True(read.Attachments[0].IsInline);
        Assert.Equal("pdf"u8.ToArray(), read.Attachments[1].Entity.DecodeBody());
        Assert.Equal("multipart/alternative", message.Root.Children[0].ContentType.Parameters["type"]);
    }

    [Fact]
    public void Body_without_content_is_empty_text() =>
        Assert.Equal("text/plain", MimeMessage.Parse(MimeWriter.ToArray(new HeaderBuilder(), new ComposedContent().ToPart())).Root.ContentType.MediaType);

    [Theory]
    [InlineData("short ASCII", ContentTransferEncoding.SevenBit)]
    [InlineData("mostly ASCII with one é in the line of text", ContentTransferEncoding.QuotedPrintable)]
    [InlineData("Привет, мир", ContentTransferEncoding.Base64)]
    [InlineData("blanks at the end  \nof a line", ContentTransferEncoding.QuotedPrintable)]
    [InlineData("a\nFrom here on", ContentTransferEncoding.QuotedPrintable)]
    [InlineData("a zero \0 in it", ContentTransferEncoding.QuotedPrintable)]
    [InlineData("", ContentTransferEncoding.SevenBit)]
    public void Encoding_suits_the_text(string text, ContentTransferEncoding expected)
    {
        var message = MimeMessage.Parse(MimeWriter.ToArray(new HeaderBuilder(), MimePart.Text("plain", text)));
        Assert.Equal(expected, message.Root.TransferEncoding);
        Assert.Equal(text.ReplaceLineEndings("\r\n"), message.Root.DecodeText());
    }

    [Fact]
    public void Long_line_is_wrapped_in_transit()
    {
        var text = new string('x', 5_000);
        var raw = MimeWriter.ToArray(new HeaderBuilder(), MimePart.Text("plain", text));
        AssertLines(raw, 76);
        Assert.Equal(text, MimeMessage.Parse(raw).Root.DecodeText());
    }

    [Fact]
    public void Random_text_survives_in_short_ascii_lines()
    {
        var random = new Random(9);
        var alphabet = "abc =.\t\r\n\u00e9€😀\0\u007f-F".EnumerateRunes().ToArray();
        for (var round = 0; round < 1_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(300)).Select(_ => alphabet[random.Next(alphabet.Length)].ToString())).ReplaceLineEndings("\r\n");
            var encoded = QuotedPrintableEncoder.Encode(Encoding.UTF8.GetBytes(text));
            AssertLines(encoded, 76);
            var decoded = new byte[encoded.Length];
            var length = new QuotedPrintableDecoder().Decode(encoded, final: true, decoded, out _);
            Assert.Equal(text, Encoding.UTF8.GetString(decoded, 0, length));
            Assert.Equal(text, MimeMessage.Parse(MimeWriter.ToArray(new HeaderBuilder(), MimePart.Text("plain", text))).Root.DecodeText());
        }
    }

    [Fact]
    public async Task Streamed_content_is_written_as_content_in_memory()
    {
        var content = new byte[300_001];
        new Random(1).NextBytes(content);
        var options = new MimeWriterOptions { NextBoundary = () => "fixed" };
        var inMemory = MimePart.Multipart("mixed", MimePart.Text("plain", "x"), MimePart.Binary("application/x", content), MimePart.Message("Subject: lf\n\nbody\r\n"u8.ToArray()));
        var streamed = MimePart.Multipart(
            "mixed", MimePart.Text("plain", "x"), MimePart.Binary("application/x", () => new MemoryStream(content)), MimePart.Message(() => new MemoryStream("Subject: lf\n\nbody\r\n"u8.ToArray())));
        var expected = MimeWriter.ToArray(new HeaderBuilder(), inMemory, options);
        using var destination = new MemoryStream();
        await MimeWriter.WriteAsync(new HeaderBuilder(), streamed, destination, options);
        var written = destination.ToArray();
        // A streamed message may hold anything, so it is labelled 8bit.
        Assert.Equal(Encoding.Latin1.GetString(expected), Encoding.Latin1.GetString(written).Replace("Content-Transfer-Encoding: 8bit\r\n", "", StringComparison.Ordinal));
        Assert.Equal(written, MimeWriter.ToArray(new HeaderBuilder(), streamed, options));
        Assert.Equal(content, MimeMessage.Parse(written).Root.Children[1].DecodeBody());
    }

    [Fact]
    public void Signed_part_is_passed_on_byte_for_byte()
    {
        var signed = Samples.Parse("Content-Type: multipart/signed; boundary=s\n\n--s\nContent-type:  text/plain\n\nsigned  \n--s\nContent-Type: application/pkcs7-signature\n\nsig\n--s--\n");
        var raw = MimeWriter.ToArray(new HeaderBuilder(), MimePart.Verbatim(signed.Root));
        Assert.EndsWith(Encoding.ASCII.GetString(signed.Root.RawBytes().Span), Encoding.ASCII.GetString(raw), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x\r\nBcc: victim@x.test")]
    [InlineData("x\nBcc: victim@x.test")]
    [InlineData("x\rBcc: victim@x.test")]
    [InlineData("x\r\n\r\nbody")]
    [InlineData("x\0y")]
    public void No_value_brings_a_field_of_its_own(string evil)
    {
        var headers = new HeaderBuilder()
            .AddText("Subject", evil)
            .AddToken("X-Token", evil)
            .AddMessageIds("Message-ID", [evil])
            .AddAddresses("To", [new MailboxAddress(evil, evil + "@x.test"), new MailboxAddress(null, "a@" + evil), new GroupAddress(evil, [new MailboxAddress(null, evil)])])
            .AddParameterized("Content-X", evil, [new("name", evil), new("filename", evil)]);
        var part = MimePart.Binary("application/x", "y"u8.ToArray()) with
        {
            FileName = evil, ContentId = evil, ContentLocation = evil, Description = evil, Disposition = evil, Parameters = [new("p", evil)],
        };
        var message = MimeMessage.Parse(MimeWriter.ToArray(headers, part));
        Assert.False(message.Headers.Contains("Bcc"));
        Assert.Equal("y"u8.ToArray(), message.Root.DecodeBody());
        Assert.Empty(message.Root.Children);
        Assert.All(message.Headers, field => Assert.DoesNotContain('\0', Encoding.Latin1.GetString(field.Raw.Span)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A B")]
    [InlineData("A:")]
    [InlineData("A\r\nB")]
    [InlineData("Ä")]
    public void Name_that_is_none_is_refused(string name) => Assert.Throws<ArgumentException>(() => new HeaderBuilder().AddText(name, "x"));

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("message/rfc822")]
    [InlineData("text")]
    [InlineData("text/a b")]
    [InlineData("a/b\r\nc")]
    public void Media_type_that_is_none_is_refused(string mediaType) => Assert.Throws<ArgumentException>(() => MimePart.Binary(mediaType, default(ReadOnlyMemory<byte>)));

    [Fact]
    public void Field_of_another_message_is_copied_unless_it_is_unsound()
    {
        var source = Samples.Parse("Received: from a\n\tby b\nX-Raw: J\xc3\xbcrgen\nX-Long: " + new string('x', 2_000) + "\nX-Cut: a,\nb\n\n");
        var headers = new HeaderBuilder();
        foreach (var field in source.Headers)
            headers.AddRaw(field);
        var text = Encoding.ASCII.GetString(headers.ToArray());
        Assert.StartsWith("Received: from a\r\n\tby b\r\n", text, StringComparison.Ordinal);
        AssertLines(headers.ToArray(), 998);
        var copy = HeaderList.Parse(headers.ToArray());
        Assert.Equal(source.Headers.Select(field => field.Decoded), copy.Select(field => field.Decoded));
    }

    private static string Write(HeaderBuilder headers, MimePart part)
    {
        var buffer = new ArrayBufferWriter<byte>();
        MimeWriter.Write(headers, part, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void AssertLines(byte[] raw, int longest)
    {
        Assert.True(Ascii.IsValid(raw));
        Assert.All(Encoding.ASCII.GetString(raw).Split("\r\n"), line =>
        {
            Assert.True(line.Length <= longest, line);
            Assert.DoesNotContain('\n', line);
        });
    }
}
