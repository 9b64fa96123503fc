namespace Mapigate.Mapi.Wire.OxcRpc;

/// <summary>[MS-OXCRPC] 2.2.2.2.17</summary>
[Flags]
public enum OrganizationFlags : uint
{
    None = 0,
    PublicFoldersEnabled = 0x00000001,
    UseAutodiscoverForPublicFolderConfiguration = 0x00000002,
}
