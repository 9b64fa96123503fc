namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>[MS-OXCTABL] 2.2.2.5.1</summary>
[Flags]
public enum QueryRowsFlags : byte
{
    Advance = 0,
    NoAdvance = 0x01,
    EnablePackedBuffers = 0x02,
}
