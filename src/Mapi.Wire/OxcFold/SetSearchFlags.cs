namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>[MS-OXCFOLD] 2.2.1.4.1</summary>
[Flags]
public enum SetSearchFlags : uint
{
    None = 0,
    StopSearch = 0x01,
    RestartSearch = 0x02,
    RecursiveSearch = 0x04,
    ShallowSearch = 0x08,
    ContentIndexedSearch = 0x00010000,
    NonContentIndexedSearch = 0x00020000,
    StaticSearch = 0x00040000,
}
