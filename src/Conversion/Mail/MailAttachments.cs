using Mapigate.Formats.Mime;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Mail;

/// <summary>The attachments of a mail as MAPI sees them: files by value, messages as embedded messages. [MS-OXCMAIL] 2.2.3.4</summary>
internal static class MailAttachments
{
    private const int ByValue = 1;
    private const int EmbeddedMessage = 5;

    /// <summary>PidTagAttachFlags: the attachment is shown inside the HTML body.</summary>
    private const int RenderedInBody = 4;

    /// <summary>The attachments; the iCalendar object that the message is about is one too, or it would not be seen.</summary>
    public static List<ConvertedAttachment> Of(MessageContent content)
    {
        var attachments = content.Attachments.Select(Convert).ToList();
        if (content.Calendar is { } calendar)
            attachments.Add(Convert(new MimeAttachment(calendar, calendar.FileName ?? "invite.ics", IsInline: false)));
        return attachments;
    }

    private static ConvertedAttachment Convert(MimeAttachment attachment)
    {
        var entity = attachment.Entity;
        var embedded = entity.ContentType.IsMessage ? entity.EmbeddedMessage : null;
        var bag = new PropertyBag();
        var name = embedded?.Subject is { Length: > 0 } subject && entity.FileName is null ? subject : attachment.FileName;
        bag[PidTag.DisplayName] = name;
        bag[PidTag.AttachMethod] = embedded is null ? ByValue : EmbeddedMessage;
        bag[PidTag.RenderingPosition] = -1;
        bag[PidTag.AttachSize] = (int)Math.Min(DecodedSize(entity), int.MaxValue);
        bag[PidTag.AttachmentHidden] = attachment.IsInline;
        bag[PidTag.AttachFlags] = attachment.IsInline ? RenderedInBody : 0;
        if (embedded is null)
        {
            var extension = Path.GetExtension(name);
            bag[PidTag.AttachLongFilename] = name;
            bag[PidTag.AttachFilename] = ShortName(name, extension);
            bag[PidTag.AttachExtension] = extension;
            bag[PidTag.AttachMimeTag] = entity.ContentType.MediaType;
        }

        if (entity.ContentId is { } id)
            bag[PidTag.AttachContentId] = id;
        if (entity.ContentLocation is { } location)
            bag[PidTag.AttachContentLocation] = location;
        var disposition = entity.ContentDisposition;
        if (disposition?.CreationDate is { } created)
            bag[PidTag.CreationTime] = FileTime.From(created);
        if (disposition?.ModificationDate is { } modified)
            bag[PidTag.LastModificationTime] = FileTime.From(modified);
        return embedded is null
            ? new ConvertedAttachment(bag, entity.OpenBody, null)
            : new ConvertedAttachment(bag, null, new Lazy<ConvertedItem>(() => MailConverter.Convert(embedded)));
    }

    /// <summary>Bytes after decoding, reckoned from the encoded ones: lists show it, nobody relies on it.</summary>
    private static long DecodedSize(MimeEntity entity) => entity.TransferEncoding == ContentTransferEncoding.Base64 ? entity.Body.Length / 78 * 57 : entity.Body.Length;

    /// <summary>Eight characters, a dot, three. [MS-OXCMSG] 2.2.2.11</summary>
    private static string ShortName(string name, string extension)
    {
        var stem = new string(Path.GetFileNameWithoutExtension(name).Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-').ToArray());
        if (stem.Length == 0)
            stem = "file";
        var shortStem = stem.Length > 8 ? stem[..6] + "~1" : stem;
        return extension.Length > 4 ? shortStem + extension[..4] : shortStem + extension;
    }
}
