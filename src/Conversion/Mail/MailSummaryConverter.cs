using Mapigate.Formats.Mime;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Mail;

/// <summary>What a contents table shows of a mail, from its header fields and its outline. [MS-OXCMAIL] 2.2.3</summary>
public static class MailSummaryConverter
{
    private const int HasAttachmentFlag = 0x10;

    /// <summary>Properties that a mail has at most, but for rare ones.</summary>
    private const int UsualProperties = 37;

    /// <param name="header">The raw header fields.</param>
    /// <param name="outline">The tree of parts; null where it is not known.</param>
    /// <param name="size">Size of the whole message in bytes.</param>
    /// <param name="received">When the server received it.</param>
    public static PropertyBag Convert(ReadOnlyMemory<byte> header, MessageOutline? outline, long size, DateTimeOffset received)
    {
        var headers = HeaderList.Parse(header);
        var bag = new PropertyBag(UsualProperties);
        MailHeaders.SetProperties(bag, headers);
        var time = FileTime.From(received);
        bag[PidTag.MessageClass] = MailHeaders.MessageClass(ContentType.Parse(headers.Value("Content-Type") ?? "text/plain"));
        bag[PidTag.MessageSize] = (int)Math.Min(size, int.MaxValue);
        bag[PidTag.MessageDeliveryTime] = time;
        bag[PidTag.CreationTime] = time;
        var hasAttachments = outline is not null && HasAttachments(outline, inAlternative: false, inRelated: false);
        bag[PidTag.HasAttachments] = hasAttachments;
        bag[PidTag.MessageFlags] = hasAttachments ? HasAttachmentFlag : 0;
        return bag;
    }

    /// <summary>Something that is neither a body nor shown inside one.</summary>
    private static bool HasAttachments(MessageOutline part, bool inAlternative, bool inRelated)
    {
        if (part.MediaType.StartsWith("multipart/", StringComparison.Ordinal))
        {
            if (part.MediaType is "multipart/signed")
                return true;
            var alternative = inAlternative || part.MediaType is "multipart/alternative";
            return part.Parts.Select((p, i) => HasAttachments(p, alternative, part.MediaType is "multipart/related" && i > 0)).Any(static has => has);
        }

        if (part.Disposition is "attachment")
            return true;
        if (inRelated)
            return part.ContentId is null;
        return !part.MediaType.StartsWith("text/", StringComparison.Ordinal) || part.MediaType is "text/calendar" || (part.FileName is not null && !inAlternative);
    }
}
