namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>[MS-OXCDATA] 2.2.5.1</summary>
[Flags]
public enum OneOffFlags : ushort
{
    None = 0,

    /// <summary>The recipient takes no rich text.</summary>
    NoRichInfo = 0x0001,

    /// <summary>The flags below are given; else the sender's defaults hold.</summary>
    EncodingPreference = 0x0002,
    Mime = 0x0004,
    BodyHtml = 0x0008,
    BodyTextAndHtml = 0x0010,
    MacintoshUuencode = 0x0020,
    MacintoshAppleSingle = 0x0040,

    /// <summary>The client does not look the address up.</summary>
    DontLookup = 0x1000,

    /// <summary>The strings are UTF-16.</summary>
    Unicode = 0x8000,
}
