using Mapigate.Conversion.Mail;
using Mapigate.Formats.Mime;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using static Mapigate.Conversion.Tests.Mail.MailReading;

namespace Mapigate.Conversion.Tests.Mail;

public sealed class MailAttachmentsTests
{
    [Fact]
    public void File_is_attached_by_value_with_its_names_type_and_times()
    {
        var attachment = Attached("""
            Content-Type: application/pdf; name="ignored.pdf"
            Content-Disposition: attachment; filename="Annual report 2026.final.pdf"; creation-date="Mon, 5 Jan 2026 08:00:00 +0000"; modification-date="Tue, 6 Jan 2026 08:00:00 +0000"
            Content-Transfer-Encoding: base64

            AQIDBA==
            """);
        var bag = attachment.Properties;
        Assert.Equal((1, -1, 0, false), (bag[PidTag.AttachMethod], bag[PidTag.RenderingPosition], bag[PidTag.AttachFlags], bag[PidTag.AttachmentHidden]));
        Assert.Equal(("Annual report 2026.final.pdf", "Annual report 2026.final.pdf", "Annual~1.pdf", ".pdf"), (bag[PidTag.AttachLongFilename], bag[PidTag.DisplayName], bag[PidTag.AttachFilename], bag[PidTag.AttachExtension]));
        Assert.Equal("application/pdf", bag[PidTag.AttachMimeTag]);
        Assert.Equal(FileTime.From(new DateTime(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc)), bag[PidTag.CreationTime]);
        Assert.Equal(FileTime.From(new DateTime(2026, 1, 6, 8, 0, 0, DateTimeKind.Utc)), bag[PidTag.LastModificationTime]);
        Assert.Equal([1, 2, 3, 4], ReadAll(attachment));
        Assert.Equal([1, 2, 3, 4], ReadAll(attachment));
        Assert.Null(attachment.Embedded);
    }

    [Theory]
    [InlineData("a.txt", "a.txt")]
    [InlineData("=?utf-8?Q?Gr=C3=BC=C3=9Fe.txt?=", "Gr\u00FC\u00DFe.txt")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\folder\\file.doc", "file.doc")]
    [InlineData("noextension", "noextension")]
    public void File_name_is_bare_and_decoded(string given, string name) =>
        Assert.Equal(name, Attached($"Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"{given.Replace("\\", "\\\\", StringComparison.Ordinal)}\"\n\nx").Properties[PidTag.AttachLongFilename]);

    [Theory]
    [InlineData("\u65E5\u672C\u8A9E.docx", "file.doc")]
    [InlineData("short.c", "short.c")]
    [InlineData("a b c.txt", "abc.txt")]
    [InlineData("longer-than-eight.jpeg", "longer~1.jpe")]
    public void Short_name_has_eight_characters_and_three(string name, string expected)
    {
        var raw = MimeWriter.ToArray(new HeaderBuilder(), new ComposedContent { PlainText = "", Attachments = [MimePart.Binary("application/x-test", new byte[1]) with { FileName = name, Disposition = "attachment" }] }.ToPart());
        Assert.Equal(expected, Assert.Single(MailConverter.Convert(MimeMessage.Parse(raw)).Attachments).Properties[PidTag.AttachFilename]);
    }

    [Fact]
    public void Attachment_without_name_gets_one() => Assert.False(string.IsNullOrEmpty(Attached("Content-Type: image/png\n\nx").Properties.Get<string>(PidTag.AttachLongFilename)));

    [Fact]
    public void Picture_that_the_html_shows_is_hidden_and_found_by_its_content_id()
    {
        var item = Convert("""
            Content-Type: multipart/related; boundary=r

            --r
            Content-Type: text/html

            <img src="cid:pic@x">
            --r
            Content-Type: image/png
            Content-ID: <pic@x>
            Content-Location: pic.png
            Content-Disposition: inline; filename=pic.png

            x
            --r--
            """);
        var bag = Assert.Single(item.Attachments).Properties;
        Assert.Equal(("pic@x", "pic.png", 4, true), (bag[PidTag.AttachContentId], bag[PidTag.AttachContentLocation], bag[PidTag.AttachFlags], bag[PidTag.AttachmentHidden]));
    }

    [Fact]
    public void Embedded_message_is_a_message_with_parts_of_its_own()
    {
        var attachment = Attached("""
            Content-Type: message/rfc822

            Subject: inside
            From: bob@example.test
            Content-Type: multipart/mixed; boundary=i

            --i

            words
            --i
            Content-Type: application/x-inner
            Content-Disposition: attachment; filename=inner.bin

            inner
            --i--
            """);
        Assert.Equal((5, "inside"), (attachment.Properties[PidTag.AttachMethod], attachment.Properties[PidTag.DisplayName]));
        Assert.Null(attachment.OpenContent);
        Assert.Null(attachment.Properties[PidTag.AttachLongFilename]);
        var inside = attachment.Embedded!.Value;
        Assert.Equal(("inside", "bob@example.test", "words"), (inside.Properties[PidTag.Subject], inside.Properties[PidTag.SenderEmailAddress], inside.Properties.Get<string>(PidTag.Body)!.Trim()));
        Assert.Equal("inner.bin", Assert.Single(inside.Attachments).Properties[PidTag.AttachLongFilename]);
    }

    /// <summary>What lies below the reader's limit is content of the last level, and nothing recurses without end.</summary>
    [Fact]
    public void Embedded_messages_beyond_the_limit_are_files()
    {
        var raw = Bytes("Subject: innermost\n\nwords");
        for (var i = 0; i < 200; i++)
            raw = [.. Bytes($"Subject: level {i}\nContent-Type: message/rfc822\n\n"), .. raw];
        var item = MailConverter.Convert(MimeMessage.Parse(raw));
        var depth = 0;
        while (item.Attachments is [{ Embedded: { } embedded }])
        {
            item = embedded.Value;
            depth++;
        }

        Assert.InRange(depth, 10, MimeLimits.Default.MaxDepth);
        Assert.NotEmpty(ReadAll(Assert.Single(item.Attachments)));
    }

    [Fact]
    public void Calendar_object_that_the_mail_is_about_is_seen_as_an_attachment()
    {
        var item = Convert("Content-Type: multipart/alternative; boundary=b\n\n--b\n\nMeeting\n--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n--b--");
        var attachment = Assert.Single(item.Attachments);
        Assert.Equal(("invite.ics", "text/calendar"), (attachment.Properties[PidTag.AttachLongFilename], attachment.Properties[PidTag.AttachMimeTag]));
        Assert.StartsWith("BEGIN:VCALENDAR", System.Text.Encoding.ASCII.GetString(ReadAll(attachment)), StringComparison.Ordinal);
    }

    [Fact]
    public void Signed_mail_shows_what_was_signed_and_the_signature()
    {
        var item = Convert("Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b\n\n--b\n\nwords\n--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nx\n--b--");
        Assert.Equal("words", item.Properties.Get<string>(PidTag.Body)!.Trim());
        Assert.Equal("smime.p7s", Assert.Single(item.Attachments).Properties[PidTag.AttachLongFilename]);
    }

    private static ConvertedAttachment Attached(string part) =>
        Assert.Single(Convert($"Content-Type: multipart/mixed; boundary=outer\n\n--outer\nContent-Type: text/plain\n\nwords\n--outer\n{part}\n--outer--").Attachments);
}
