namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>[MS-OXCFXICS] 2.2.3.2.1.1.1</summary>
[Flags]
public enum SynchronizationExtraFlags : uint
{
    None = 0,
    Eid = 0x00000001,
    MessageSize = 0x00000002,
    Cn = 0x00000004,
    OrderByDeliveryTime = 0x00000008,
}
