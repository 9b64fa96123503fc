using System.Text;
using Mapigate.Conversion.Mail;
using Mapigate.Formats.Mime;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using static Mapigate.Conversion.Tests.Mail.MailReading;

namespace Mapigate.Conversion.Tests.Mail;

public sealed class MailConverterTests
{
    [Fact]
    public void Addresses_become_names_types_addresses_entry_ids_and_search_keys()
    {
        var bag = Headers("From: \"Bob B.\" <bob@example.test>\nSender: agent@example.test\nTo: Alice <alice@example.test>");
        Assert.Equal("Bob B.", bag[PidTag.SentRepresentingName]);
        Assert.Equal("SMTP", bag[PidTag.SentRepresentingAddressType]);
        Assert.Equal("bob@example.test", bag[PidTag.SentRepresentingEmailAddress]);
        Assert.Equal("bob@example.test", bag[PidTag.SentRepresentingSmtpAddress]);
        Assert.True(OneOffEntryId.TryParse(bag.Get<byte[]>(PidTag.SentRepresentingEntryId), out var entry));
        Assert.Equal(("Bob B.", "SMTP", "bob@example.test"), (entry.DisplayName, entry.AddressType, entry.EmailAddress));
        Assert.Equal("SMTP:BOB@EXAMPLE.TEST\0"u8.ToArray(), bag[PidTag.SentRepresentingSearchKey]);
        Assert.Equal(("agent@example.test", "agent@example.test"), (bag[PidTag.SenderName], bag[PidTag.SenderEmailAddress]));
    }

    [Theory]
    [InlineData("From: bob@example.test", "bob@example.test", "bob@example.test")]
    [InlineData("Sender: bob@example.test", "bob@example.test", "bob@example.test")]
    [InlineData("From: a@example.test, b@example.test", "a@example.test", "a@example.test")]
    [InlineData("Subject: nobody", null, null)]
    public void Sender_and_represented_stand_for_each_other(string fields, string? representing, string? sender)
    {
        var bag = Headers(fields);
        Assert.Equal(representing, bag[PidTag.SentRepresentingEmailAddress]);
        Assert.Equal(sender, bag[PidTag.SenderEmailAddress]);
    }

    [Fact]
    public void Recipients_come_in_order_with_their_kind()
    {
        var item = Convert("To: Alice <alice@example.test>, team: x@example.test, y@example.test;\nCc: =?utf-8?Q?J=C3=BCrgen?= <j@example.test>\nBcc: hidden@example.test\n\nbody");
        Assert.Equal(
            [("Alice", 1), ("x@example.test", 1), ("y@example.test", 1), ("J\u00FCrgen", 2), ("hidden@example.test", 3)],
            item.Recipients.Select(r => (r.Get<string>(PidTag.DisplayName)!, r.Get<int>(PidTag.RecipientType))));
        Assert.All(item.Recipients, r => Assert.Equal(("SMTP", 6, 0), (r.Get<string>(PidTag.AddressType), r.Get<int>(PidTag.ObjectType), r.Get<int>(PidTag.DisplayType))));
        Assert.All(item.Recipients, r => Assert.Equal(r.Get<string>(PidTag.EmailAddress), r.Get<string>(PidTag.SmtpAddress)));
        Assert.Equal("Alice; x@example.test; y@example.test", item.Properties[PidTag.DisplayTo]);
        Assert.Equal(("J\u00FCrgen", "hidden@example.test"), (item.Properties[PidTag.DisplayCc], item.Properties[PidTag.DisplayBcc]));
    }

    [Fact]
    public void Reply_to_is_a_list_of_one_off_entry_ids()
    {
        var bag = Headers("From: a@example.test\nReply-To: List <list@example.test>, other@example.test");
        Assert.Equal("List; other@example.test", bag[PidTag.ReplyRecipientNames]);
        var entries = FlatEntryList.Decode(bag.Get<byte[]>(PidTag.ReplyRecipientEntries)!).Select(e => OneOffEntryId.TryParse(e, out var id) ? id.EmailAddress : "").ToArray();
        Assert.Equal(["list@example.test", "other@example.test"], entries);
        Assert.Null(Headers("From: a@example.test")[PidTag.ReplyRecipientEntries]);
    }

    [Theory]
    [InlineData("Hello", "", "Hello")]
    [InlineData("Re: Hello", "Re: ", "Hello")]
    [InlineData("AW: Re: Hello", "AW: ", "Re: Hello")]
    [InlineData("FYI: Hello", "FYI: ", "Hello")]
    [InlineData("Note: Hello", "", "Note: Hello")]
    [InlineData("Re:Hello", "", "Re:Hello")]
    [InlineData("R2: Hello", "", "R2: Hello")]
    [InlineData(": Hello", "", ": Hello")]
    [InlineData("=?utf-8?Q?Re=3A_Gr=C3=BC=C3=9Fe?=", "Re: ", "Gr\u00FC\u00DFe")]
    public void Subject_is_parted_in_prefix_and_rest(string subject, string prefix, string rest)
    {
        var bag = Headers("Subject: " + subject);
        Assert.Equal((prefix + rest, prefix, rest), (bag[PidTag.Subject], bag[PidTag.SubjectPrefix], bag[PidTag.NormalizedSubject]));
        Assert.Equal(rest, bag[PidTag.ConversationTopic]);
    }

    [Fact]
    public void Subject_that_is_absent_is_empty()
    {
        var bag = Headers("From: a@example.test");
        Assert.Equal(("", "", "", ""), (bag[PidTag.Subject], bag[PidTag.SubjectPrefix], bag[PidTag.NormalizedSubject], bag[PidTag.ConversationTopic]));
    }

    [Fact]
    public void Subject_without_end_is_cut_between_characters_and_holds_no_terminator()
    {
        var bag = Headers("Subject: =?utf-8?B?" + System.Convert.ToBase64String(Encoding.UTF8.GetBytes("a\0" + string.Concat(Enumerable.Repeat("\U0001F600", 5000)))) + "?=");
        var subject = bag.Get<string>(PidTag.Subject)!;
        Assert.True(subject.Length is > 8000 and <= 8192);
        Assert.DoesNotContain('\0', subject);
        Assert.False(char.IsHighSurrogate(subject[^1]));
    }

    [Fact]
    public void Thread_is_told_by_ids_topic_and_index()
    {
        var index = new byte[27];
        Random.Shared.NextBytes(index);
        var bag = Headers($"Message-ID: <1@x>\nIn-Reply-To: <0@x>\nReferences: <a@x>\n <0@x>\nThread-Topic: =?utf-8?Q?Gr=C3=BCn?=\nThread-Index: {System.Convert.ToBase64String(index)[..20]}\n {System.Convert.ToBase64String(index)[20..]}\nSubject: Re: x");
        Assert.Equal(("<1@x>", "<0@x>", "<a@x> <0@x>", "Gr\u00FCn"), (bag[PidTag.InternetMessageId], bag[PidTag.InReplyToId], bag[PidTag.InternetReferences], bag[PidTag.ConversationTopic]));
        Assert.Equal(index, bag[PidTag.ConversationIndex]);
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("not base64 at all!")]
    [InlineData("")]
    public void Thread_index_that_is_none_is_left_out(string index) => Assert.Null(Headers("Thread-Index: " + index)[PidTag.ConversationIndex]);

    [Theory]
    [InlineData("Importance: high", 2, 1)]
    [InlineData("Importance: LOW ", 0, -1)]
    [InlineData("X-Priority: 1 (Highest)", 2, 1)]
    [InlineData("X-Priority: 5", 0, -1)]
    [InlineData("X-Priority: 3", 1, 0)]
    [InlineData("Priority: urgent", 2, 1)]
    [InlineData("Priority: non-urgent", 0, -1)]
    [InlineData("Importance: normal\nX-Priority: 1", 1, 0)]
    [InlineData("Importance: nonsense", 1, 0)]
    [InlineData("Subject: x", 1, 0)]
    public void Importance_is_told_by_any_of_its_fields(string field, int importance, int priority)
    {
        var bag = Headers(field);
        Assert.Equal((importance, priority), (bag[PidTag.Importance], bag[PidTag.Priority]));
    }

    [Theory]
    [InlineData("Sensitivity: Personal", 1)]
    [InlineData("Sensitivity: private", 2)]
    [InlineData("Sensitivity: Company-Confidential", 3)]
    [InlineData("Sensitivity: other", 0)]
    [InlineData("Subject: x", 0)]
    public void Sensitivity_follows_its_field(string field, int sensitivity) => Assert.Equal(sensitivity, Headers(field)[PidTag.Sensitivity]);

    [Fact]
    public void Date_and_wish_for_a_receipt_are_taken_over()
    {
        var bag = Headers("Date: Mon, 5 Jan 2026 08:30:00 +0200\nDisposition-Notification-To: a@example.test");
        Assert.Equal(FileTime.From(new DateTime(2026, 1, 5, 6, 30, 0, DateTimeKind.Utc)), bag[PidTag.ClientSubmitTime]);
        Assert.Equal(true, bag[PidTag.ReadReceiptRequested]);
        Assert.Null(Headers("Date: never")[PidTag.ClientSubmitTime]);
        Assert.Null(Headers("Subject: x")[PidTag.ReadReceiptRequested]);
    }

    [Fact]
    public void Header_section_is_kept_as_text() =>
        Assert.Equal("Subject: x\r\nX-Other:  y\r\n", Headers("Subject: x\nX-Other:  y").Get<string>(PidTag.TransportMessageHeaders)!.TrimEnd() + "\r\n");

    [Theory]
    [InlineData("text/plain", "IPM.Note")]
    [InlineData("multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b", "IPM.Note.SMIME.MultipartSigned")]
    [InlineData("application/pkcs7-mime; smime-type=enveloped-data", "IPM.Note.SMIME")]
    [InlineData("application/x-pkcs7-mime", "IPM.Note.SMIME")]
    [InlineData("multipart/report; report-type=delivery-status; boundary=b", "REPORT.IPM.Note.NDR")]
    [InlineData("multipart/report; report-type=Disposition-Notification; boundary=b", "REPORT.IPM.Note.IPNRN")]
    [InlineData("multipart/report; report-type=feedback-report; boundary=b", "IPM.Note")]
    [InlineData("multipart/report; boundary=b", "IPM.Note")]
    public void Message_class_follows_the_type_of_the_whole(string type, string messageClass) => Assert.Equal(messageClass, Headers("Content-Type: " + type)[PidTag.MessageClass]);

    [Fact]
    public void Plain_text_alone_is_the_native_body()
    {
        var bag = MailConverter.Convert(MimeMessage.Parse(Encoding.UTF8.GetBytes("Content-Type: text/plain; charset=utf-8\r\n\r\nGr\u00FC\u00DFe\0!"))).Properties;
        Assert.Equal(("Gr\u00FC\u00DFe!", 1, 65001, false), (bag[PidTag.Body], bag[PidTag.NativeBody], bag[PidTag.InternetCodepage], bag[PidTag.RtfInSync]));
        Assert.Null(bag[PidTag.Html]);
    }

    [Fact]
    public void Html_alone_stays_in_its_charset_and_gives_plain_text()
    {
        var bag = Convert("Content-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n<p>Gr\u00FC\u00DFe</p>").Properties;
        Assert.Equal(Encoding.Latin1.GetBytes("<p>Gr\u00FC\u00DFe</p>"), bag[PidTag.Html]);
        var codePage = Encoding.GetEncoding(bag.Get<int>(PidTag.InternetCodepage));
        Assert.Equal("<p>Gr\u00FC\u00DFe</p>", codePage.GetString(bag.Get<byte[]>(PidTag.Html)!));
        Assert.Equal("Gr\u00FC\u00DFe", bag.Get<string>(PidTag.Body)!.Trim());
        Assert.Equal(3, bag[PidTag.NativeBody]);
    }

    [Theory]
    [InlineData("windows-1252", "\u20AC 5")]
    [InlineData("koi8-r", "\u041F\u0440\u0438\u0432\u0435\u0442")]
    [InlineData("iso-2022-jp", "\u65E5\u672C\u8A9E")]
    [InlineData("shift_jis", "\u65E5\u672C\u8A9E")]
    [InlineData("gb18030", "\u4F60\u597D")]
    [InlineData("utf-8", "\U0001F600")]
    public void Html_in_any_charset_reads_by_its_code_page(string charset, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[] raw = [.. Bytes($"Content-Type: text/html; charset={charset}\n\n<p>"), .. Encoding.GetEncoding(charset).GetBytes(text), .. "</p>"u8];
        var bag = MailConverter.Convert(MimeMessage.Parse(raw)).Properties;
        Assert.Equal($"<p>{text}</p>", Encoding.GetEncoding(bag.Get<int>(PidTag.InternetCodepage)).GetString(bag.Get<byte[]>(PidTag.Html)!));
        Assert.Equal(text, bag.Get<string>(PidTag.Body)!.Trim());
    }

    /// <summary>The text that a reader sees and the bytes under their code page must be one and the same, however the mail is labelled.</summary>
    [Theory]
    [InlineData("us-ascii")]
    [InlineData("nonsense")]
    [InlineData("utf-8")]
    public void Html_under_a_wrong_label_still_reads_by_its_code_page(string charset)
    {
        byte[] raw = [.. Bytes($"Content-Type: text/html; charset={charset}\n\n<p>"), 0xFC, .. "</p>"u8];
        var message = MimeMessage.Parse(raw);
        var bag = MailConverter.Convert(message).Properties;
        Assert.Equal(MessageContent.Of(message).ReadHtml(), Encoding.GetEncoding(bag.Get<int>(PidTag.InternetCodepage)).GetString(bag.Get<byte[]>(PidTag.Html)!));
    }

    [Fact]
    public void Html_in_the_charset_of_its_meta_element_reads_as_utf8()
    {
        var bag = Convert("Content-Type: text/html\n\n<meta charset=iso-8859-1><p>\u00FC</p>").Properties;
        Assert.Equal(65001, bag[PidTag.InternetCodepage]);
        Assert.Contains("\u00FC", Encoding.UTF8.GetString(bag.Get<byte[]>(PidTag.Html)!), StringComparison.Ordinal);
    }

    [Fact]
    public void Alternatives_give_both_bodies()
    {
        var bag = Convert("Content-Type: multipart/alternative; boundary=b\n\n--b\n\nplain words\n--b\nContent-Type: text/html\n\n<p>html words</p>\n--b--").Properties;
        Assert.Equal(("plain words", 3), (bag.Get<string>(PidTag.Body)!.Trim(), bag[PidTag.NativeBody]));
        Assert.Contains("html words", Encoding.UTF8.GetString(bag.Get<byte[]>(PidTag.Html)!), StringComparison.Ordinal);
    }

    [Fact]
    public void Footer_of_a_mailing_list_follows_the_body()
    {
        var bag = Convert("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<body>words</body>\n--b\nContent-Type: text/plain\n\nfooter\n--b--").Properties;
        Assert.Contains("footer", Encoding.UTF8.GetString(bag.Get<byte[]>(PidTag.Html)!), StringComparison.Ordinal);
        Assert.Equal(65001, bag[PidTag.InternetCodepage]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n\n")]
    [InlineData("not a header")]
    [InlineData("Content-Type: multipart/mixed\n\nno boundary")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\nno parts")]
    public void Mail_that_misses_everything_is_a_note_with_a_body(string text)
    {
        var item = Convert(text);
        Assert.Equal(("IPM.Note", ""), (item.Properties[PidTag.MessageClass], item.Properties[PidTag.Subject]));
        Assert.NotNull(item.Properties[PidTag.Body]);
        Assert.Empty(item.Recipients);
    }
}
