namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>[MS-OXCSTOR] 2.2.1.5.2</summary>
[Flags]
public enum StoreState : uint
{
    None = 0,
    ActiveSearchFolders = 0x01000000,
}
