using Mapigate.Conversion.Mail;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Tests.Mail;

public sealed class MailSummaryConverterTests
{
    private static readonly DateTimeOffset Received = new(2026, 1, 5, 9, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void Summary_says_what_the_opened_message_will_say()
    {
        const string Fields = "From: Bob <bob@example.test>\nTo: a@example.test, b@example.test\nCc: c@example.test\nSubject: Re: Hello\nDate: Mon, 5 Jan 2026 08:30:00 +0000\nMessage-ID: <1@x>\nImportance: high\nSensitivity: private\nReferences: <0@x>\nContent-Type: multipart/signed; boundary=b";
        var summary = MailSummaryConverter.Convert(MailReading.Bytes(Fields + "\n\n"), null, 1234, Received);
        var opened = MailReading.Headers(Fields);
        foreach (var (tag, value) in summary)
        {
            if (tag != PidTag.MessageSize && tag != PidTag.MessageDeliveryTime && tag != PidTag.CreationTime && tag != PidTag.HasAttachments && tag != PidTag.MessageFlags)
                Assert.Equal(value, opened[tag]);
        }

        Assert.Equal("bob@example.test", summary[PidTag.SenderEmailAddress]);
        Assert.Equal(1234, summary[PidTag.MessageSize]);
        Assert.Equal((FileTime.From(Received), FileTime.From(Received)), (summary[PidTag.MessageDeliveryTime], summary[PidTag.CreationTime]));
    }

    [Fact]
    public void Nothing_gives_a_note()
    {
        var summary = MailSummaryConverter.Convert(default, null, long.MaxValue, Received);
        Assert.Equal(("IPM.Note", "", int.MaxValue, false, 0), (summary[PidTag.MessageClass], summary[PidTag.Subject], summary[PidTag.MessageSize], summary[PidTag.HasAttachments], summary[PidTag.MessageFlags]));
    }

    public static TheoryData<string, MessageOutline, bool> Outlines => new()
    {
        { "plain text", Part("text/plain"), false },
        { "html", Part("text/html"), false },
        { "picture alone", Part("image/png"), true },
        { "alternatives", Part("multipart/alternative", Part("text/plain"), Part("text/html")), false },
        { "text and file", Part("multipart/mixed", Part("text/plain"), Part("application/pdf")), true },
        { "text and text file", Part("multipart/mixed", Part("text/plain"), Part("text/plain") with { Disposition = "attachment" }), true },
        { "text and named text", Part("multipart/mixed", Part("text/plain"), Part("text/plain") with { FileName = "a.txt" }), true },
        { "text and footer", Part("multipart/mixed", Part("text/plain"), Part("text/plain")), false },
        { "html with pictures", Part("multipart/related", Part("text/html"), Part("image/png") with { ContentId = "<1>" }), false },
        { "html with something else", Part("multipart/related", Part("text/html"), Part("application/pdf")), true },
        { "html with attached picture", Part("multipart/related", Part("text/html"), Part("image/png") with { ContentId = "<1>", Disposition = "attachment" }), true },
        { "alternatives inside related", Part("multipart/related", Part("multipart/alternative", Part("text/plain"), Part("text/html")), Part("image/png") with { ContentId = "<1>" }), false },
        { "signed", Part("multipart/signed", Part("text/plain"), Part("application/pkcs7-signature")), true },
        { "forwarded", Part("multipart/mixed", Part("text/plain"), Part("message/rfc822", Part("text/plain"))), true },
        { "invitation", Part("multipart/alternative", Part("text/plain"), Part("text/calendar")), true },
        { "empty multipart", Part("multipart/mixed"), false },
    };

    [Theory]
    [MemberData(nameof(Outlines))]
    public void Paper_clip_is_shown_for_what_is_neither_body_nor_inside_one(string what, MessageOutline outline, bool has)
    {
        var summary = MailSummaryConverter.Convert(default, outline, 1, Received);
        Assert.True(has == summary.Get<bool>(PidTag.HasAttachments), what);
        Assert.Equal(has ? 0x10 : 0, summary[PidTag.MessageFlags]);
    }

    private static MessageOutline Part(string type, params MessageOutline[] parts) => new(type, new Dictionary<string, string>(), null, null, null, 1, parts);
}
