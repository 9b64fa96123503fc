namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>[MS-OXCFXICS] 2.2.3.1.1.1.1</summary>
[Flags]
public enum CopyToFlags : uint
{
    None = 0,
    Move = 0x00000001,
    BestBody = 0x00002000,
}
