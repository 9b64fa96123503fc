namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>[MS-OXCFXICS] 2.2.3.2.4.5.1</summary>
[Flags]
public enum ImportDeleteFlags : byte
{
    None = 0,
    Hierarchy = 0x01,
    HardDelete = 0x02,
}
