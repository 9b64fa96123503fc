namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>[MS-OXCFOLD] 2.2.1.5.2</summary>
[Flags]
public enum GetSearchFlags : uint
{
    None = 0,
    Running = 0x01,
    Rebuild = 0x02,
    Recursive = 0x04,
    Complete = 0x1000,
    Partial = 0x2000,
    Static = 0x00010000,
    MaybeStatic = 0x00020000,
    ContentIndexedSearch = 0x01000000,
    TwirSearch = 0x02000000,
}
