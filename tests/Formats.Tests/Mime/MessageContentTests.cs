using Mapigate.Formats.Mime;

namespace Mapigate.Formats.Tests.Mime;

public class MessageContentTests
{
    [Fact]
    public void Single_text_is_the_body()
    {
        var content = Content("Content-Type: text/plain\n\nhello");
        Assert.Equal("hello", content.ReadPlainText());
        Assert.Null(content.ReadHtml());
        Assert.Empty(content.Attachments);
    }

    [Fact]
    public void Message_without_type_is_plain_text() => Assert.Equal("hello", Content("Subject: x\n\nhello").ReadPlainText());

    [Fact]
    public void Outlook_shape_gives_both_bodies_inline_image_and_attachment()
    {
        var content = Content("""
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: multipart/related; boundary=r

            --r
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain

            plain
            --a
            Content-Type: text/html

            <img src="cid:one%40x"><img src='cid:lost'>
            --a--
            --r
            Content-Type: image/png; name="one.png"
            Content-ID: <one@x>

            png
            --r
            Content-Type: image/gif
            Content-ID: <unused>

            gif
            --r--
            --m
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="a.pdf"

            pdf
            --m--
            """);
        Assert.Equal("plain", content.ReadPlainText());
        Assert.StartsWith("<img", content.ReadHtml(), StringComparison.Ordinal);
        Assert.Equal("one.png:inline ATT00002.gif a.pdf", Show(content));
    }

    [Fact]
    public void Related_root_may_be_named_by_start()
    {
        var content = Content("""
            Content-Type: multipart/related; boundary=r; start="<root>"

            --r
            Content-Type: image/png
            Content-ID: <i>

            png
            --r
            Content-Type: text/html
            Content-ID: <root>

            <img src=cid:i>
            --r--
            """);
        Assert.NotNull(content.Html);
        Assert.Equal("ATT00001.png:inline", Show(content));
    }

    [Fact]
    public void Invitation_gives_its_calendar_and_keeps_the_attached_copy()
    {
        var content = Content("""
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain

            plain
            --a
            Content-Type: text/calendar; charset=utf-8; method=request

            BEGIN:VCALENDAR
            --a--
            --m
            Content-Type: text/calendar
            Content-Disposition: attachment; filename=invite.ics

            BEGIN:VCALENDAR
            --m--
            """);
        Assert.Equal("REQUEST", content.CalendarMethod);
        Assert.Equal("plain", content.ReadPlainText());
        Assert.Equal("invite.ics", Show(content));
    }

    [Fact]
    public void Text_between_pictures_is_part_of_the_body()
    {
        var content = Content("""
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: text/plain

            before
            --m
            Content-Type: image/jpeg; name=a.jpg
            Content-Disposition: inline; filename=a.jpg

            jpg
            --m
            Content-Type: text/plain

            after
            --m
            Content-Type: text/plain; name=notes.txt

            attached
            --m--
            """);
        Assert.Equal("before\r\nafter", content.ReadPlainText());
        Assert.Equal("a.jpg notes.txt", Show(content));
    }

    [Fact]
    public void Html_in_pieces_within_alternatives_is_one_body()
    {
        var content = Content("""
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain

            plain
            --a
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: text/html

            <p>one</p>
            --m
            Content-Type: application/pdf
            Content-Disposition: inline; filename=a.pdf

            pdf
            --m
            Content-Type: text/html

            <p>two</p>
            --m--
            --a--
            """);
        Assert.Contains("one", content.ReadHtml(), StringComparison.Ordinal);
        Assert.Contains("two", content.ReadHtml(), StringComparison.Ordinal);
        Assert.Equal("a.pdf", Show(content));
    }

    [Fact]
    public void List_footer_is_added_to_the_html_before_its_end()
    {
        var content = Content("""
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: text/html

            <html><body>hi</body></html>
            --m
            Content-Type: text/plain

            footer & more
            --m--
            """);
        Assert.Matches("hi.*footer &amp; more.*</body>", content.ReadHtml()!.ReplaceLineEndings(" "));
    }

    [Fact]
    public void Attached_text_is_no_body()
    {
        var content = Content("Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nhello");
        Assert.Null(content.PlainText);
        Assert.Equal("a.txt", Show(content));
    }

    [Fact]
    public void Embedded_message_is_an_attachment_named_by_its_subject()
    {
        var content = Content("""
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: text/plain

            see below
            --m
            Content-Type: message/rfc822

            Subject: a/b

            inner
            --m
            Content-Type: message/delivery-status

            Final-Recipient: rfc822; a@x.test
            --m--
            """);
        Assert.Equal("see below", content.ReadPlainText());
        Assert.Equal("a_b.eml ATT00002.txt", Show(content));
        Assert.NotNull(content.Attachments[0].Entity.EmbeddedMessage);
    }

    [Fact]
    public void Multipart_that_cannot_be_taken_apart_shows_its_text() =>
        Assert.Equal("all of it", Content("Content-Type: multipart/mixed; boundary=x\n\nall of it").ReadPlainText());

    [Fact]
    public void Signature_is_an_attachment_beside_the_body()
    {
        var content = Content("""
            Content-Type: multipart/signed; boundary=s; protocol="application/pkcs7-signature"

            --s
            Content-Type: text/plain

            signed
            --s
            Content-Type: application/pkcs7-signature; name=smime.p7s

            p7s
            --s--
            """);
        Assert.Equal("signed", content.ReadPlainText());
        Assert.Equal("smime.p7s", Show(content));
    }

    [Fact]
    public void Every_sample_has_a_body_or_an_attachment_unless_it_is_empty()
    {
        foreach (var file in MailSamples.Files())
        {
            var message = MimeMessage.Parse(File.ReadAllBytes(file));
            var content = MessageContent.Of(message);
            _ = content.ReadPlainText();
            _ = content.ReadHtml();
            Assert.All(content.Attachments, attachment => Assert.NotEmpty(attachment.FileName));
            var any = content.PlainText ?? content.Html ?? content.Calendar ?? content.Attachments.FirstOrDefault()?.Entity;
            Assert.True(any is not null || message.Entities().All(entity => entity.Children.Count > 0 || entity.Body.Length == 0), file);
        }
    }

    private static MessageContent Content(string text) => MessageContent.Of(Samples.Parse(text));

    private static string Show(MessageContent content) =>
        string.Join(' ', content.Attachments.Select(attachment => attachment.FileName + (attachment.IsInline ? ":inline" : "")));
}
