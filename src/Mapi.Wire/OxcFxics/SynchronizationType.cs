namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>[MS-OXCFXICS] 2.2.3.2.1.1.1</summary>
public enum SynchronizationType : byte
{
    Contents = 0x01,
    Hierarchy = 0x02,
}
