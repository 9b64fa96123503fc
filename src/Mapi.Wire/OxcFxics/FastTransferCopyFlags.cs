namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>[MS-OXCFXICS] 2.2.3.1.2.1.1</summary>
[Flags]
public enum FastTransferCopyFlags : byte
{
    None = 0,
    Move = 0x01,
}
