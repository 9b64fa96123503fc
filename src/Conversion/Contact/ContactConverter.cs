using Mapigate.Formats.VCard;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Contact;

/// <summary>A card as a MAPI contact. [MS-OXVCARD] 2.1.3, [MS-OXOCNTC]</summary>
public static class ContactConverter
{
    private const int IconIndex = 0x200;

    public static ConvertedItem Convert(Card card)
    {
        var bag = new PropertyBag();
        foreach (var (slot, line) in ContactSlots.Assign(card))
            slot.Read(line, bag);
        NameWhole(bag);
        var name = bag.Get<string>(PidTag.DisplayName);
        bag[PidTag.MessageClass] = "IPM.Contact";
        bag[PidTag.IconIndex] = IconIndex;
        bag.Set(PidTag.Subject, name ?? "");
        bag.Set(PidTag.NormalizedSubject, name ?? "");
        foreach (var email in ContactSlots.Emails)
            email.NameAfter(bag, name);
        NameEmails(bag);
        ContactAddresses.Format(bag);
        if (bag.Get<string>(PidTag.BusinessHomePage) is { } page)
            bag.Set(PidLid.Html, page);
        var photo = ContactPhoto.Read(card);
        bag.Set(PidLid.HasPicture, photo is not null);
        return new ConvertedItem(bag, [], photo is null ? [] : [photo]);
    }

    /// <summary>A contact has a name to show and one to be filed under, whichever of its names the card gave.</summary>
    private static void NameWhole(PropertyBag bag)
    {
        var (given, surname) = (bag.Get<string>(PidTag.GivenName), bag.Get<string>(PidTag.Surname));
        var parts = new[] { given, bag.Get<string>(PidTag.MiddleName), surname }.Where(part => !string.IsNullOrEmpty(part)).ToArray();
        var name = bag.Get<string>(PidTag.DisplayName)
            ?? (parts.Length > 0 ? string.Join(' ', parts) : bag.Get<string>(PidTag.CompanyName) ?? bag.Get<string>(PidTag.Nickname) ?? bag.Get<string>(ContactSlots.Emails[0].Address));
        if (string.IsNullOrEmpty(name))
            return;
        bag[PidTag.DisplayName] = name;
        if (bag.Get<string>(PidLid.FileUnder) is null)
            bag.Set(PidLid.FileUnder, !string.IsNullOrEmpty(surname) && !string.IsNullOrEmpty(given) ? $"{surname}, {given}" : name);
    }

    /// <summary>Which of the three addresses there are, for address books that look no further. [MS-OXOCNTC] 2.2.1.2.11, 2.2.1.2.12</summary>
    private static void NameEmails(PropertyBag bag)
    {
        var present = Enumerable.Range(0, ContactSlots.Emails.Length).Where(i => bag.Get<string>(ContactSlots.Emails[i].Address) is not null).ToArray();
        if (present.Length == 0)
            return;
        bag.Set(PidLid.AddressBookProviderEmailList, present);
        bag.Set(PidLid.AddressBookProviderArrayType, present.Sum(i => 1 << i));
    }
}
