using Mapigate.Formats.Html;
using Mapigate.Formats.Mime;
using Mapigate.Formats.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Mail;

/// <summary>A mail as MAPI sees it. Any mail converts; what cannot be read is left out. [MS-OXCMAIL] 2.2</summary>
public static class MailConverter
{
    private const int Utf8CodePage = 65001;
    private const int NativePlain = 1;
    private const int NativeHtml = 3;

    public static ConvertedItem Convert(MimeMessage message)
    {
        var bag = new PropertyBag();
        MailHeaders.SetProperties(bag, message.Headers);
        bag[PidTag.MessageClass] = MailHeaders.MessageClass(message.Root.ContentType);
        bag[PidTag.TransportMessageHeaders] = Charset.Decode(message.Headers.Raw.Span, "utf-8");
        SetReplyTo(bag, message);
        var content = MessageContent.Of(message);
        SetBody(bag, content);
        return new ConvertedItem(bag, Recipients(message), MailAttachments.Of(content));
    }

    private static List<PropertyBag> Recipients(MimeMessage message)
    {
        var recipients = new List<PropertyBag>();
        Add(message.To, 1);
        Add(message.Cc, 2);
        Add(message.Bcc, 3);
        return recipients;

        void Add(AddressList addresses, int type) => recipients.AddRange(addresses.Mailboxes.Select(m => MailAddresses.ToRecipient(m, type)));
    }

    /// <summary>[MS-OXCMAIL] 2.2.3.1.6; the entries are a FlatEntryList, [MS-OXCDATA] 2.3.3</summary>
    private static void SetReplyTo(PropertyBag bag, MimeMessage message)
    {
        var mailboxes = message.ReplyTo.Mailboxes.ToList();
        if (mailboxes.Count == 0)
            return;
        bag[PidTag.ReplyRecipientNames] = string.Join("; ", mailboxes.Select(MailAddresses.NameOf));
        bag[PidTag.ReplyRecipientEntries] = FlatEntryList.Encode(mailboxes.ConvertAll(m => new OneOffEntryId(MailAddresses.NameOf(m), "SMTP", m.Address).ToArray()));
    }

    /// <summary>HTML stays in its own charset, text becomes a string; plain text is made from HTML where the mail has none. [MS-OXCMAIL] 2.2.3.3</summary>
    private static void SetBody(PropertyBag bag, MessageContent content)
    {
        if (content.Html is { } entity)
        {
            var html = content.ReadHtml()!;
            var (bytes, codePage) = Encode(html, content.Continuations.Count == 0 ? entity : null);
            bag[PidTag.Html] = bytes;
            bag[PidTag.InternetCodepage] = codePage;
            bag[PidTag.Body] = MailText.WithoutTerminators(content.ReadPlainText() ?? HtmlText.Convert(html));
            bag[PidTag.NativeBody] = NativeHtml;
        }
        else
        {
            bag[PidTag.Body] = MailText.WithoutTerminators(content.ReadPlainText() ?? "");
            bag[PidTag.InternetCodepage] = Utf8CodePage;
            bag[PidTag.NativeBody] = NativePlain;
        }

        bag[PidTag.RtfInSync] = false;
    }

    /// <summary>The bytes as they came where their charset alone gives this text: labels are often wrong, and who reads the property knows the code page only.</summary>
    private static (byte[] Bytes, int CodePage) Encode(string html, MimeEntity? entity)
    {
        if (entity?.ContentType.Charset is { } charset && Charset.Find(charset) is { } encoding)
        {
            var bytes = entity.DecodeBody();
            if (encoding.GetString(bytes) == html)
                return (bytes, encoding.CodePage);
        }

        return (Charset.Utf8.GetBytes(html), Utf8CodePage);
    }
}
