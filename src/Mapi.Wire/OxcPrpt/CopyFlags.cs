namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>[MS-OXCPRPT] 2.2.10.1</summary>
[Flags]
public enum CopyFlags : byte
{
    Copy = 0,
    Move = 0x01,
    NoOverwrite = 0x02,
}
