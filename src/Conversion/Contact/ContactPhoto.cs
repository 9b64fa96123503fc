using Mapigate.Formats.ICalendar;
using Mapigate.Formats.VCard;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Contact;

/// <summary>The picture of a contact: an attachment with a name of its own. [MS-OXOCNTC] 2.2.1.8.3</summary>
internal static class ContactPhoto
{
    private const string FileName = "ContactPicture.jpg";
    private const int ByValue = 1;

    public static ConvertedAttachment? Read(Card card)
    {
        if (LineOf(card)?.Octets is not { Length: > 0 } content)
            return null;
        var bag = new PropertyBag();
        bag.Set(PidTag.AttachMethod, ByValue);
        bag.Set(PidTag.RenderingPosition, -1);
        bag.Set(PidTag.AttachLongFilename, FileName);
        bag.Set(PidTag.DisplayName, FileName);
        bag.Set(PidTag.AttachExtension, ".jpg");
        bag.Set(PidTag.AttachSize, content.Length);
        bag.Set(PidTag.AttachmentContactPhoto, true);
        return new ConvertedAttachment(bag, () => new MemoryStream(content, writable: false), null);
    }

    /// <summary>Brings the card's picture in step with the contact's.</summary>
    public static void Write(ConvertedItem contact, Card card)
    {
        var line = LineOf(card);
        var content = Content(contact);
        if (content is null)
        {
            if (line?.Octets is not null)
                card.Remove(line);
            return;
        }

        if (line?.Octets is { } before && before.AsSpan().SequenceEqual(content))
            return;
        var text = Convert.ToBase64String(content);
        var type = content is [0x89, (byte)'P', ..] ? "PNG" : content is [(byte)'G', (byte)'I', (byte)'F', ..] ? "GIF" : "JPEG";
        var photo = card.Version == "4.0"
            ? new ICalendarProperty("PHOTO", $"data:image/{type.ToLowerInvariant()};base64,{text}")
            : new ICalendarProperty("PHOTO", text).SetParameter("ENCODING", "b").SetParameter("TYPE", type);
        if (line is null)
            card.Add(photo);
        else
            card.Replace(line, photo);
    }

    private static CardLine? LineOf(Card card) => card.Lines("PHOTO").FirstOrDefault();

    private static byte[]? Content(ConvertedItem contact)
    {
        var picture = contact.Attachments.FirstOrDefault(a => a.OpenContent is not null && a.Properties[PidTag.AttachmentContactPhoto] is true)
            ?? contact.Attachments.FirstOrDefault(a => a.OpenContent is not null && a.Properties.Get<string>(PidTag.AttachLongFilename) == FileName);
        if (picture is null)
            return null;
        using var source = picture.OpenContent!();
        using var content = new MemoryStream();
        source.CopyTo(content);
        return content.ToArray();
    }
}
