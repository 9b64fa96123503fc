namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>[MS-OXCPRPT] 2.2.14.1</summary>
public enum OpenStreamFlags : byte
{
    ReadOnly = 0,
    ReadWrite = 1,
    Create = 2,
    BestAccess = 3,
}
