namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>[MS-OXCFXICS] 2.2.3.1.1.2.1</summary>
[Flags]
public enum CopyPropertiesFlags : byte
{
    None = 0,
    Move = 0x01,
}
