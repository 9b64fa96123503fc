namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>[MS-OXCPRPT] 2.2.21.1</summary>
public enum StreamOrigin : byte
{
    Beginning = 0,
    Current = 1,
    End = 2,
}
