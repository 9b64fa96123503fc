namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>The provider UIDs that say what an EntryID is, as GUIDs of the same 16 bytes. [MS-OXCDATA] 2.2.4.3, 2.2.5</summary>
public static class ProviderUid
{
    /// <summary>A wrapped store.</summary>
    public static readonly Guid WrappedStore = new(0x10BBA138, 0xE505, 0x1A10, 0xA1, 0xBB, 0x08, 0x00, 0x2B, 0x2A, 0x56, 0xC2);

    /// <summary>Inside a wrapped store: a private mailbox.</summary>
    public static readonly Guid MailboxStore = new(0x20FA551B, 0x66AA, 0xCD11, 0x9B, 0xC8, 0x00, 0xAA, 0x00, 0x2F, 0xC4, 0x5A);

    /// <summary>Inside a wrapped store: the public folders.</summary>
    public static readonly Guid PublicStore = new(0x1002831C, 0x66AA, 0xCD11, 0x9B, 0xC8, 0x00, 0xAA, 0x00, 0x2F, 0xC4, 0x5A);

    /// <summary>An object of the address book.</summary>
    public static readonly Guid AddressBook = new(0xC840A7DC, 0x42C0, 0x1A10, 0xB4, 0xB9, 0x08, 0x00, 0x2B, 0x2F, 0xE1, 0x82);

    /// <summary>A one-off address.</summary>
    public static readonly Guid OneOff = new(0xA41F2B81, 0xA3BE, 0x1910, 0x9D, 0x6E, 0x00, 0xDD, 0x01, 0x0F, 0x54, 0x02);
}
