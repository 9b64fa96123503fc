using Mapigate.Backends.Items;
using Mapigate.Conversion;
using Mapigate.Formats.Mime;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>
/// Reads items that lie in a mail folder: the message carries the object. Only the side-store, or the message's own field under this mailbox's seal, makes a message an item:
/// a calendar file in a stranger's mail stays an attachment.
/// </summary>
internal static class CarriedItem
{
    /// <summary>The item and its object; null where the message is a mail, or has lost its object.</summary>
    public static (ConvertedItem Item, StoredItem Stored)? Read(MimeMessage message, ConvertedItem mail, ItemRow row, Mailbox mailbox)
    {
        if (!PropertyBlob.TryGet(row.Record.Side.Span, PidTag.MessageClass, out var value) || ItemFormat.OfClass(value as string) is not { } format)
            return null;
        var part = message.Entities().FirstOrDefault(e => e.ContentType.MediaType == format.MediaType && e.FileName == format.CarriedName);
        if (part is null)
            return null;
        var content = part.DecodeBody();
        if (format.Convert(content, mailbox) is not [var (_, item), ..])
            return null;
        var others = mail.Attachments.Where(a => a.Properties.Get<string>(PidTag.AttachLongFilename) != format.CarriedName);
        return (item with { Attachments = [.. item.Attachments, .. others] }, new StoredItem("", "", content));
    }
}
