using System.Text;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>A message with what a reader wants of it.</summary>
internal sealed record MessageView(
    string Id,
    string? MessageClass,
    string? Subject,
    string? From,
    string? FromAddress,
    DateTimeOffset? Sent,
    DateTimeOffset? Received,
    string? InternetMessageId,
    IReadOnlyList<RecipientView> Recipients,
    string? Text,
    string? Html,
    IReadOnlyList<AttachmentView> Attachments)
{
    private static readonly PropertyTag[] Tags =
    [
        PidTag.MessageClass, PidTag.Subject, PidTag.SentRepresentingName, PidTag.SentRepresentingSmtpAddress, PidTag.SentRepresentingEmailAddress, PidTag.ClientSubmitTime,
        PidTag.MessageDeliveryTime, PidTag.InternetMessageId, PidTag.InternetCodepage,
    ];

    private static readonly PropertyTag[] AttachmentTags =
        [PidTag.AttachNumber, PidTag.AttachMethod, PidTag.AttachLongFilename, PidTag.AttachFilename, PidTag.DisplayName, PidTag.AttachMimeTag, PidTag.AttachSize, PidTag.AttachContentId];

    public static async Task<MessageView> ReadAsync(MapiMessage message, CancellationToken cancellation)
    {
        var bag = await message.GetAsync(Tags, cancellation);
        var recipients = await message.RecipientsAsync(cancellation);
        var html = await message.HtmlAsync(cancellation);
        return new MessageView(
            message.Id.ToString(),
            bag.Get<string>(PidTag.MessageClass),
            bag.Get<string>(PidTag.Subject),
            bag.Get<string>(PidTag.SentRepresentingName),
            bag.Get<string>(PidTag.SentRepresentingSmtpAddress) ?? bag.Get<string>(PidTag.SentRepresentingEmailAddress),
            Time(bag, PidTag.ClientSubmitTime),
            Time(bag, PidTag.MessageDeliveryTime),
            bag.Get<string>(PidTag.InternetMessageId),
            [.. recipients.Select(static r => new RecipientView(Kind(r.Type), r.Name, r.SmtpAddress ?? r.Address))],
            await message.TextAsync(cancellation),
            html is null ? null : HtmlEncoding(bag.Get<int>(PidTag.InternetCodepage)).GetString(html),
            await AttachmentsAsync(message, cancellation));
    }

    private static async Task<IReadOnlyList<AttachmentView>> AttachmentsAsync(MapiMessage message, CancellationToken cancellation)
    {
        using var table = await message.AttachmentsAsync(cancellation);
        await table.SetColumnsAsync(AttachmentTags, cancellation);
        var attachments = new List<AttachmentView>();
        await foreach (var row in table.RowsAsync(cancellation))
        {
            var method = row.Get<int>(PidTag.AttachMethod);
            attachments.Add(new AttachmentView(
                (uint)row.Get<int>(PidTag.AttachNumber),
                row.Get<string>(PidTag.AttachLongFilename) ?? row.Get<string>(PidTag.AttachFilename) ?? row.Get<string>(PidTag.DisplayName) ?? "attachment",
                row.Get<string>(PidTag.AttachMimeTag),
                row.Get<int>(PidTag.AttachSize),
                method == AttachmentView.EmbeddedMessage));
        }

        return attachments;
    }

    private static Encoding HtmlEncoding(int codePage) => StringEncodings.Of(codePage > 0 ? (uint)codePage : 65001);

    private static string Kind(RecipientType type) => (type & (RecipientType)0x0F) switch
    {
        RecipientType.Cc => "cc",
        RecipientType.Bcc => "bcc",
        RecipientType.Originator => "originator",
        _ => "to",
    };

    private static DateTimeOffset? Time(PropertyBag bag, PropertyTag tag) => bag[tag] is FileTime time ? new DateTimeOffset(time.ToDateTimeUtc()) : null;
}

/// <summary>Whom a message goes to.</summary>
internal sealed record RecipientView(string Kind, string Name, string Address);

/// <summary>An attachment's row.</summary>
/// <param name="Size">Bytes in the store, with the properties.</param>
internal sealed record AttachmentView(uint Number, string Name, string? MimeType, long Size, bool IsMessage)
{
    /// <summary>afEmbeddedMessage of PidTagAttachMethod. [MS-OXCMSG] 2.2.2.9</summary>
    internal const int EmbeddedMessage = 5;
}
