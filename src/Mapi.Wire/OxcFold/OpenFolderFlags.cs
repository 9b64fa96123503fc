namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>[MS-OXCFOLD] 2.2.1.1.1</summary>
[Flags]
public enum OpenFolderFlags : byte
{
    None = 0,
    OpenSoftDeleted = 0x04,
}
