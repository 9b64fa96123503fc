namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>[MS-OXCFXICS] 2.2.3.1.1.5.2</summary>
public enum FastTransferStatus : ushort
{
    Error = 0x0000,
    Partial = 0x0001,
    NoRoom = 0x0002,
    Done = 0x0003,
}
