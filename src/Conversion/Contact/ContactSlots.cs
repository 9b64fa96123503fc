using Mapigate.Formats.VCard;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Contact;

/// <summary>The places of a card, in the order in which they look for their lines. [MS-OXVCARD] 2.1.3, [MS-OXOCNTC] 2.2.1</summary>
internal static class ContactSlots
{
    public static readonly EmailSlot[] Emails =
    [
        new(PidLid.Email1EmailAddress, PidLid.Email1AddressType, PidLid.Email1DisplayName, PidLid.Email1OriginalDisplayName),
        new(PidLid.Email2EmailAddress, PidLid.Email2AddressType, PidLid.Email2DisplayName, PidLid.Email2OriginalDisplayName),
        new(PidLid.Email3EmailAddress, PidLid.Email3AddressType, PidLid.Email3DisplayName, PidLid.Email3OriginalDisplayName),
    ];

    private static readonly string[] Elsewhere = ["HOME", "WORK"];

    public static readonly StructuredSlot HomeAddress = new(
        "ADR",
        [
            PidTag.HomeAddressPostOfficeBox, null, PidTag.HomeAddressStreet, PidTag.HomeAddressCity, PidTag.HomeAddressStateOrProvince, PidTag.HomeAddressPostalCode, PidTag.HomeAddressCountry,
        ],
        line => line.Types.Contains("HOME"),
        "HOME");

    public static readonly StructuredSlot WorkAddress = new(
        "ADR",
        [PidLid.WorkAddressPostOfficeBox, null, PidLid.WorkAddressStreet, PidLid.WorkAddressCity, PidLid.WorkAddressState, PidLid.WorkAddressPostalCode, PidLid.WorkAddressCountry],
        line => line.Types.Contains("WORK"),
        "WORK");

    public static readonly StructuredSlot OtherAddress = new(
        "ADR",
        [
            PidTag.OtherAddressPostOfficeBox, null, PidTag.OtherAddressStreet, PidTag.OtherAddressCity, PidTag.OtherAddressStateOrProvince, PidTag.OtherAddressPostalCode, PidTag.OtherAddressCountry,
        ],
        line => !line.Types.Overlaps(Elsewhere));

    public static readonly IReadOnlyList<ContactSlot> All =
    [
        new TextSlot(PidTag.DisplayName, "FN"),
        new StructuredSlot("N", [PidTag.Surname, PidTag.GivenName, PidTag.MiddleName, PidTag.DisplayNamePrefix, PidTag.Generation], static _ => true),
        new TextSlot(PidTag.Nickname, "NICKNAME"),
        new TextSlot(PidTag.Initials, ["X-MS-INITIALS", "X-INITIALS"]),
        new TextSlot(PidLid.FileUnder, ["X-FILE-AS", "X-EVOLUTION-FILE-AS"]),
        new TextSlot(PidLid.YomiFirstName, ["X-PHONETIC-FIRST-NAME"]),
        new TextSlot(PidLid.YomiLastName, ["X-PHONETIC-LAST-NAME"]),
        new TextSlot(PidLid.YomiCompanyName, ["X-PHONETIC-ORG"]),
        new StructuredSlot("ORG", [PidTag.CompanyName, PidTag.DepartmentName], static _ => true),
        new TextSlot(PidTag.Title, "TITLE"),
        new TextSlot(PidTag.Profession, "ROLE"),
        new TextSlot(PidTag.OfficeLocation, ["X-MS-OFFICE", "X-EVOLUTION-OFFICE"]),
        .. Emails,
        new PhoneSlot(PidTag.HomeFaxNumber, ["HOME", "FAX"]),
        new PhoneSlot(PidTag.BusinessFaxNumber, ["WORK", "FAX"]),
        new PhoneSlot(PidTag.PrimaryFaxNumber, ["FAX"], Elsewhere),
        new PhoneSlot(PidTag.MobileTelephoneNumber, ["CELL"]),
        new PhoneSlot(PidTag.PagerTelephoneNumber, ["PAGER"]),
        new PhoneSlot(PidTag.CarTelephoneNumber, ["CAR"]),
        new PhoneSlot(PidTag.IsdnNumber, ["ISDN"]),
        new PhoneSlot(PidTag.HomeTelephoneNumber, ["HOME"], "FAX", "CELL", "PAGER"),
        new PhoneSlot(PidTag.Home2TelephoneNumber, ["HOME"], "FAX", "CELL", "PAGER"),
        new PhoneSlot(PidTag.BusinessTelephoneNumber, ["WORK"], "FAX", "CELL", "PAGER"),
        new PhoneSlot(PidTag.Business2TelephoneNumber, ["WORK"], "FAX", "CELL", "PAGER"),
        new PhoneSlot(PidTag.PrimaryTelephoneNumber, ["PREF"], "HOME", "WORK", "FAX", "CELL", "PAGER"),
        new PhoneSlot(PidTag.OtherTelephoneNumber, [], "HOME", "WORK", "FAX", "CELL", "PAGER", "CAR", "ISDN"),
        new TextSlot(PidTag.AssistantTelephoneNumber, "X-MS-TEL", "ASSISTANT"),
        new TextSlot(PidTag.CallbackTelephoneNumber, "X-MS-TEL", "CALLBACK"),
        new TextSlot(PidTag.CompanyMainTelephoneNumber, "X-MS-TEL", "COMPANY"),
        new TextSlot(PidTag.RadioTelephoneNumber, "X-MS-TEL", "RADIO"),
        new TextSlot(PidTag.TelecommunicationsDeviceForDeafTelephoneNumber, "X-MS-TEL", "TTYTDD"),
        HomeAddress,
        WorkAddress,
        OtherAddress,
        new TextSlot(PidTag.PersonalHomePage, "URL", "HOME"),
        new TextSlot(PidTag.BusinessHomePage, "URL"),
        new TextSlot(PidLid.InstantMessagingAddress, ["X-MS-IMADDRESS", "IMPP"]),
        new TextSlot(PidLid.FreeBusyLocation, "FBURL"),
        new DateSlot(PidTag.Birthday, PidLid.BirthdayLocal, "BDAY"),
        new DateSlot(PidTag.WeddingAnniversary, PidLid.WeddingAnniversaryLocal, "X-MS-ANNIVERSARY", "ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY"),
        new TextSlot(PidTag.SpouseName, ["X-MS-SPOUSE", "X-SPOUSE", "X-EVOLUTION-SPOUSE", "X-KADDRESSBOOK-X-SPOUSESNAME"]),
        new TextSlot(PidTag.ManagerName, ["X-MS-MANAGER", "X-MANAGER", "X-EVOLUTION-MANAGER", "X-KADDRESSBOOK-X-MANAGERSNAME"]),
        new TextSlot(PidTag.Assistant, ["X-MS-ASSISTANT", "X-ASSISTANT", "X-EVOLUTION-ASSISTANT", "X-KADDRESSBOOK-X-ASSISTANTSNAME"]),
        new ListSlot(PidTag.ChildrensNames, "X-MS-CHILD"),
        new TextSlot(PidTag.Hobbies, ["X-MS-INTERESTS", "HOBBY"]),
        new TextSlot(PidTag.CustomerId, ["X-MS-CUSTOMERID"]),
        new TextSlot(PidTag.GovernmentIdNumber, ["X-MS-GOVERNMENTID"]),
        new TextSlot(PidTag.Account, ["X-MS-ACCOUNT"]),
        new TextSlot(PidTag.ReferredByName, ["X-MS-REFERREDBY"]),
        new TextSlot(PidTag.FtpSite, ["X-MS-FTP"]),
        new TextSlot(PidLid.ContactUserField1, ["X-MS-USERFIELD1"]),
        new TextSlot(PidLid.ContactUserField2, ["X-MS-USERFIELD2"]),
        new TextSlot(PidLid.ContactUserField3, ["X-MS-USERFIELD3"]),
        new TextSlot(PidLid.ContactUserField4, ["X-MS-USERFIELD4"]),
        new ListSlot(PidName.Keywords, "CATEGORIES"),
        new TextSlot(PidTag.Body, "NOTE"),
        new SensitivitySlot(),
    ];

    /// <summary>Which line each slot has; preferred lines choose first.</summary>
    public static Dictionary<ContactSlot, CardLine> Assign(Card card)
    {
        var taken = new Dictionary<ContactSlot, CardLine>();
        foreach (var line in card.All.OrderByDescending(line => line.IsPreferred))
        {
            if (All.FirstOrDefault(slot => !taken.ContainsKey(slot) && slot.Takes(line)) is { } slot)
                taken[slot] = line;
        }

        return taken;
    }
}
