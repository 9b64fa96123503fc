namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>[MS-OXCFXICS] 2.2.3.1.1.4.1</summary>
[Flags]
public enum CopyFolderFlags : byte
{
    None = 0,
    Move = 0x01,
    CopySubfolders = 0x10,
}
