using System.Globalization;
using Mapigate.Formats.ICalendar;
using Mapigate.Formats.VCard;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Contact;

/// <summary>A MAPI contact as a card. On a card that is there already only the lines change whose properties have changed. [MS-OXVCARD] 2.1.3</summary>
public static class ContactComposer
{
    /// <param name="contact">The contact.</param>
    /// <param name="stored">The card as it is stored, which is changed; null for a new one of version 3.0.</param>
    /// <param name="uid">UID of a card that has none.</param>
    /// <param name="now">The present.</param>
    public static Card Compose(ConvertedItem contact, Card? stored, string uid, DateTimeOffset now)
    {
        var card = stored ?? new Card("3.0");
        CardUpgrade.Apply(card);
        var lines = ContactSlots.Assign(card);
        var before = ContactConverter.Convert(card).Properties;
        foreach (var slot in ContactSlots.All)
        {
            if (slot.Properties.All(p => p.IsSame(before, contact.Properties)))
                continue;
            var line = lines.GetValueOrDefault(slot);
            Put(card, line, slot.Write(contact.Properties, line, card.Version));
        }

        ContactPhoto.Write(contact, card);
        Complete(card, contact.Properties, uid, now);
        return card;
    }

    private static void Put(Card card, CardLine? line, ICalendarProperty? written)
    {
        if (line is null && written is not null)
            card.Add(written);
        else if (line is not null && written is not null)
            card.Replace(line, written);
        else if (line is not null)
            card.Remove(line);
    }

    /// <summary>FN and N are required. RFC 2426 3.1.1, 3.1.2</summary>
    private static void Complete(Card card, PropertyBag bag, string uid, DateTimeOffset now)
    {
        if (!card.Lines("FN").Any())
        {
            var name = new[] { bag.Get<string>(PidTag.DisplayName), bag.Get<string>(PidTag.Subject), bag.Get<string>(PidLid.FileUnder), bag.Get<string>(PidTag.CompanyName) }.FirstOrDefault(text => !string.IsNullOrEmpty(text));
            card.Add(ICalendarPropertyValues.OfText("FN", name ?? ""));
        }

        if (!card.Lines("N").Any())
            card.Add(new ICalendarProperty("N", ";;;;"));
        if (!card.Lines("UID").Any())
            card.Add(ICalendarPropertyValues.OfText("UID", uid));
        card.Set(new ICalendarProperty("REV", now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)));
    }
}
