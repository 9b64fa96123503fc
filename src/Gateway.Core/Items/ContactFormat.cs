using Mapigate.Backends.Items;
using Mapigate.Conversion;
using Mapigate.Conversion.Calendar;
using Mapigate.Conversion.Contact;
using Mapigate.Formats.ICalendar;
using Mapigate.Formats.VCard;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Contacts as vCards. [MS-OXVCARD]</summary>
internal sealed class ContactFormat : ItemFormat
{
    public override ItemKinds Kind => ItemKinds.Contacts;

    public override string MessageClass => "IPM.Contact";

    public override string ContainerClass => "IPF.Contact";

    public override string MediaType => "text/vcard";

    public override string Extension => ".vcf";

    public override IReadOnlyList<CalendarItem> Convert(ReadOnlySpan<byte> content, Mailbox mailbox) =>
        Card.Parse(content) is [var card, ..] ? [new CalendarItem(null, ContactConverter.Convert(card))] : [];

    public override byte[] Compose(ConvertedItem item, string uid, Mailbox mailbox) => ContactComposer.Compose(item, null, uid, mailbox.Time.GetUtcNow()).ToBytes();

    public override byte[]? Change(ReadOnlySpan<byte> content, string? instance, ConvertedItem after, Mailbox mailbox) =>
        Card.Parse(content) is [var card, ..] ? ContactComposer.Compose(after, card, Guid.NewGuid().ToString("D"), mailbox.Time.GetUtcNow()).ToBytes() : null;

    public override byte[]? RemoveInstance(ReadOnlySpan<byte> content, string instance, Mailbox mailbox) => null;

    public override string Overview(ConvertedItem item, Mailbox mailbox) => string.Join(
        '\n',
        new[]
        {
            item.Properties.Get<string>(PidTag.DisplayName), item.Properties.Get<string>(PidTag.CompanyName), item.Properties.Get<string>(PidLid.Email1EmailAddress),
            item.Properties.Get<string>(PidTag.BusinessTelephoneNumber), item.Properties.Get<string>(PidTag.MobileTelephoneNumber), item.Properties.Get<string>(PidTag.HomeTelephoneNumber),
        }.Where(line => !string.IsNullOrWhiteSpace(line)));

    public override string? UidOf(ReadOnlySpan<byte> content) => Card.Parse(content) is [var card, ..] ? card.Lines("UID").FirstOrDefault()?.Text : null;

    public override byte[] WithUid(ReadOnlySpan<byte> content, string uid)
    {
        if (Card.Parse(content) is not [var card, ..])
            return content.ToArray();
        card.Set(ICalendarPropertyValues.OfText("UID", uid));
        return card.ToBytes();
    }
}
