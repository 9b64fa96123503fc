namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>What RopDeleteFolder may delete along. [MS-OXCFOLD] 2.2.1.3.1</summary>
[Flags]
public enum DeleteFolderFlags : byte
{
    None = 0,
    DeleteMessages = 0x01,
    DeleteFolders = 0x04,
    DeleteHardDelete = 0x10,
}
