namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>[MS-OXCFXICS] 2.2.3.1.1.3.1</summary>
[Flags]
public enum CopyMessagesFlags : byte
{
    None = 0,
    Move = 0x01,
    BestBody = 0x10,
    SendEntryId = 0x20,
}
