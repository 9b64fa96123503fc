namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>[MS-OXCFXICS] 2.2.3.2.4.2.1</summary>
[Flags]
public enum ImportMessageFlags : byte
{
    None = 0,
    Associated = 0x10,
    FailOnConflict = 0x40,
}
