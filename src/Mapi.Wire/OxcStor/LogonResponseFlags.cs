namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>[MS-OXCSTOR] 2.2.1.1.3</summary>
[Flags]
public enum LogonResponseFlags : byte
{
    None = 0,

    /// <summary>Always set.</summary>
    Reserved = 0x01,
    OwnerRight = 0x02,
    SendAsRight = 0x04,
    OutOfOffice = 0x10,
}
