namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>The address types that a <see cref="RecipientRow"/> names by a number. [MS-OXCDATA] 2.8.3.1</summary>
public enum RecipientAddressType : byte
{
    None = 0,
    X500Dn = 1,
    MsMail = 2,
    Smtp = 3,
    Fax = 4,
    ProfessionalOfficeSystem = 5,
    PersonalDistributionList1 = 6,
    PersonalDistributionList2 = 7,
}
