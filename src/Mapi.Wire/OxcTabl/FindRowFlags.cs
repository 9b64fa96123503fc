namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>[MS-OXCTABL] 2.2.2.14.1</summary>
[Flags]
public enum FindRowFlags : byte
{
    None = 0,
    Backward = 0x01,
}
