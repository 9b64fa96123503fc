using System.Security.Cryptography;
using Mapigate.Conversion.Mail;
using Mapigate.Formats.Mime;
using Mapigate.Formats.Tests.Mime;
using Mapigate.Mapi.Wire.OxProps;
using Xunit.Abstractions;

namespace Mapigate.Conversion.Tests.Mail;

public sealed class MailCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_sample_converts_and_its_attachments_are_the_parsers()
    {
        var (mails, attachments) = (0, 0);
        foreach (var file in MailSamples.Files())
        {
            var message = MimeMessage.Parse(File.ReadAllBytes(file));
            var item = MailConverter.Convert(message);
            Assert.NotNull(item.Properties[PidTag.MessageClass]);
            Assert.NotNull(item.Properties[PidTag.Body]);
            attachments += Compare(file, message, item);
            var header = MailSummaryConverter.Convert(message.Headers.Raw, null, 1, DateTimeOffset.UnixEpoch);
            Assert.Equal(item.Properties[PidTag.Subject], header[PidTag.Subject]);
            mails++;
        }

        output.WriteLine(mails == 0 ? "The collection of samples is absent." : $"{mails} mails, {attachments} attachments");
    }

    /// <summary>What is read can be written: each sample, composed anew, is read by the same names and with the same contents.</summary>
    [Fact]
    public async Task Every_sample_composes_and_converts_back()
    {
        var mails = 0;
        foreach (var file in MailSamples.Files())
        {
            var item = MailConverter.Convert(MimeMessage.Parse(File.ReadAllBytes(file)));
            using var written = new MemoryStream();
            await MailComposer.WriteAsync(item, Composing.Options with { IncludeBcc = true }, written, default);
            var back = MailConverter.Convert(MimeMessage.Parse(written.ToArray()));
            Assert.Equal(item.Attachments.Count, back.Attachments.Count);
            Assert.Equal(
                item.Recipients.Where(r => r.Get<string>(PidTag.EmailAddress)!.Contains('@', StringComparison.Ordinal)).Select(r => r.Get<int>(PidTag.RecipientType)).Order(),
                back.Recipients.Where(r => r.Get<string>(PidTag.EmailAddress)!.Contains('@', StringComparison.Ordinal)).Select(r => r.Get<int>(PidTag.RecipientType)).Order());
            Assert.Equal(item.Attachments.Where(a => a.OpenContent is not null).Select(Hash).Order(), back.Attachments.Where(a => a.OpenContent is not null).Select(Hash).Order());
            mails++;
        }

        output.WriteLine(mails == 0 ? "The collection of samples is absent." : $"{mails} mails");
    }

    private static int Compare(string file, MimeMessage message, ConvertedItem item)
    {
        var content = MessageContent.Of(message);
        var expected = content.Attachments.Select(a => a.Entity).Concat(content.Calendar is { } calendar ? [calendar] : []).ToArray();
        Assert.Equal(expected.Length, item.Attachments.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            if (item.Attachments[i].Embedded is { } embedded)
            {
                Compare(file, expected[i].EmbeddedMessage!, embedded.Value);
                continue;
            }

            Assert.Equal(Convert.ToHexString(SHA256.HashData(expected[i].DecodeBody())), Hash(item.Attachments[i]));
        }

        return expected.Length;
    }

    private static string Hash(ConvertedAttachment attachment) => Convert.ToHexString(SHA256.HashData(MailReading.ReadAll(attachment)));
}
