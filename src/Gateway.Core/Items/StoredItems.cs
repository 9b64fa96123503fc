using Mapigate.Backends.Items;
using Mapigate.Conversion.Calendar;
using Mapigate.Formats.ICalendar;
using Mapigate.Formats.VCard;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.SideStore;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>
/// Items of a collection as MAPI sees them: one stored object is one item, but for instances of a series that MAPI cannot hold. What the open format has no place for rides
/// in a property of the object that counts only under this mailbox's seal.
/// </summary>
internal static class StoredItems
{
    /// <summary>What says nothing of the item itself, or is said anew wherever it lies.</summary>
    private static readonly HashSet<ushort> Noise = new PropertyTag[]
    {
        PidTag.MessageFlags, PidTag.MessageSize, PidTag.CreationTime, PidTag.LastModificationTime, PidTag.MessageLocaleId, PidTag.InternetCodepage, PidTag.TransportMessageHeaders, PidTag.InternetMessageId,
        PidTag.MessageDeliveryTime, PidTag.ClientSubmitTime, PidTag.Body, PidTag.Html, PidTag.RtfCompressed, PidTag.RtfInSync, PidTag.NativeBody, PidTag.Subject, PidTag.SubjectPrefix, PidTag.NormalizedSubject,
        PidTag.ConversationTopic, PidTag.HasAttachments, PidTag.DisplayTo, PidTag.DisplayCc, PidTag.DisplayBcc,
    }.Select(t => t.Id).ToHashSet();

    /// <summary>The items, and what the object's extension says of the whole one; null where it has none that counts.</summary>
    public static (IReadOnlyList<CalendarItem> Items, PropertyBag? Extension) Convert(StoredItem item, ItemFormat format, Mailbox mailbox)
    {
        var items = format.Convert(item.Content.Span, mailbox);
        foreach (var (_, converted) in items)
        {
            converted.Properties[PidTag.MessageSize] = item.Content.Length;
            converted.Properties[PidTag.HasAttachments] = converted.Attachments.Any(a => !a.Properties.Get<bool>(PidTag.AttachmentHidden));
        }

        return (items, ExtensionOf(item.Content.Span, format, mailbox.Extensions));
    }

    /// <summary>The object with what it has no place for in its extension property, as far as that holds it.</summary>
    /// <param name="content">The object as composed.</param>
    /// <param name="format">Its format.</param>
    /// <param name="named">All properties of the item, by names instead of this mailbox's ids.</param>
    /// <param name="mailbox">The mailbox.</param>
    public static byte[] Extend(byte[] content, ItemFormat format, PropertyBag named, Mailbox mailbox)
    {
        var said = format.Convert(content, mailbox).FirstOrDefault(i => i.Instance is null)?.Item.Properties;
        if (said is null || format.UidOf(content) is not { } uid)
            return content;
        var rest = new PropertyBag();
        foreach (var (tag, value) in named)
        {
            if (!IsNoise(tag.Id, value) && !said.Contains(tag.Id))
                rest.Set(tag, value);
        }

        foreach (var (name, (type, value)) in named.Named)
        {
            if (!said.Named.ContainsKey(name))
                rest.Set(name, type, value);
        }

        if (named.Get<string>(PidTag.MessageClass) is { } messageClass && !messageClass.Equals(said.Get<string>(PidTag.MessageClass), StringComparison.OrdinalIgnoreCase))
            rest.Set(PidTag.MessageClass, messageClass);
        return With(content, mailbox.Extensions.Seal(rest, uid));
    }

    /// <summary>The value says nothing of the item itself, is said anew wherever the item lies, or is what every new message begins with.</summary>
    public static bool IsNoise(ushort id, object value) =>
        Noise.Contains(id) || (id == PidTag.Importance.Id && value is 1) || (id == PidTag.Priority.Id && value is 0) || (id == PidTag.Sensitivity.Id && value is 0);

    private static PropertyBag? ExtensionOf(ReadOnlySpan<byte> content, ItemFormat format, ExtensionFields extensions)
    {
        if (content.IndexOf("X-MAPIGATE"u8) < 0 || format.UidOf(content) is not { } uid)
            return null;
        var text = Card.Parse(content) is [var card, ..] ? card.Lines(ExtensionField.Property).FirstOrDefault()?.Text
            : MasterOf(ICalendarDocument.Parse(content))?.Property(ExtensionField.Property)?.GetText();
        return text is null ? null : extensions.Open(text, uid);
    }

    private static byte[] With(byte[] content, string? text)
    {
        var property = text is null ? null : ICalendarPropertyValues.OfText(ExtensionField.Property, text);
        if (Card.Parse(content) is [var card, ..])
        {
            foreach (var line in card.Lines(ExtensionField.Property).ToList())
                card.Remove(line);
            if (property is not null)
                card.Add(property);
            return card.ToBytes();
        }

        var document = ICalendarDocument.Parse(content);
        if (MasterOf(document) is not { } master)
            return content;
        foreach (var before in master.AllProperties(ExtensionField.Property).ToList())
            master.Properties.Remove(before);
        if (property is not null)
            master.Properties.Add(property);
        return document.ToBytes();
    }

    private static ICalendarComponent? MasterOf(ICalendarDocument document)
    {
        var components = document.Calendar?.Children.Where(c => c.Is("VEVENT") || c.Is("VTODO")).ToList();
        return components?.Find(c => c.Property("RECURRENCE-ID") is null) ?? components?.FirstOrDefault();
    }
}
