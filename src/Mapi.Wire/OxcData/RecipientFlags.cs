namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>Which fields a <see cref="RecipientRow"/> has and how its strings are encoded; the lowest three bits are a <see cref="RecipientAddressType"/>. [MS-OXCDATA] 2.8.3.1</summary>
[Flags]
public enum RecipientFlags : ushort
{
    None = 0,
    HasEmailAddress = 0x0008,
    HasDisplayName = 0x0010,
    HasTransmittableDisplayName = 0x0020,

    /// <summary>The transmittable display name is the display name and is not sent again.</summary>
    SameTransmittableDisplayName = 0x0040,

    /// <summary>Another transport than the server's delivers to this recipient.</summary>
    Responsible = 0x0080,

    /// <summary>The recipient takes no rich text.</summary>
    NonRich = 0x0100,
    Unicode = 0x0200,
    HasSimpleDisplayName = 0x0400,

    /// <summary>With type None: an address type follows.</summary>
    HasAddressType = 0x8000,
}
