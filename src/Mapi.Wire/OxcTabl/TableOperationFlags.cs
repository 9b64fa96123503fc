namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>How RopSetColumns, RopSortTable and RopRestrict may be done. [MS-OXCTABL] 2.2.2.1.1</summary>
[Flags]
public enum TableOperationFlags : byte
{
    None = 0,
    Async = 0x01,
}
