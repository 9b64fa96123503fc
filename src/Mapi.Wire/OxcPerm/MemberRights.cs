namespace Mapigate.Mapi.Wire.OxcPerm;

/// <summary>The value of PidTagMemberRights. [MS-OXCPERM] 2.2.7</summary>
[Flags]
public enum MemberRights : uint
{
    None = 0,
    ReadAny = 0x00000001,
    Create = 0x00000002,
    EditOwned = 0x00000008,
    DeleteOwned = 0x00000010,
    EditAny = 0x00000020,
    DeleteAny = 0x00000040,
    CreateSubFolder = 0x00000080,
    FolderOwner = 0x00000100,
    FolderContact = 0x00000200,
    FolderVisible = 0x00000400,
    FreeBusySimple = 0x00000800,
    FreeBusyDetailed = 0x00001000,
}
