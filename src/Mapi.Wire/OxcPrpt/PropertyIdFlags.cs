namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>[MS-OXCPRPT] 2.2.12.1</summary>
[Flags]
public enum PropertyIdFlags : byte
{
    GetOnly = 0,
    Create = 0x02,
}
