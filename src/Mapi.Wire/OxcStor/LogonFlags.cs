namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>[MS-OXCSTOR] 2.2.1.1.1</summary>
[Flags]
public enum LogonFlags : byte
{
    None = 0,

    /// <summary>A private mailbox; else the public folders.</summary>
    Private = 0x01,
    Undercover = 0x02,
    Ghosted = 0x04,
    SpoolerProcess = 0x08,
}
