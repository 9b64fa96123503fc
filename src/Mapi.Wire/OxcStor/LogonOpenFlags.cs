namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>The OpenFlags of RopLogon. [MS-OXCSTOR] 2.2.1.1.1</summary>
[Flags]
public enum LogonOpenFlags : uint
{
    None = 0,
    UseAdminPrivilege = 0x00000001,

    /// <summary>Open the public folders.</summary>
    Public = 0x00000002,
    HomeLogon = 0x00000004,
    TakeOwnership = 0x00000008,
    AlternateServer = 0x00000100,

    /// <summary>The client takes any public folder server, without redirection.</summary>
    IgnoreHomeMdb = 0x00000200,

    /// <summary>No mail is delivered to this session.</summary>
    NoMail = 0x00000400,
    UsePerMdbReplidMapping = 0x01000000,
    SupportsProgress = 0x20000000,
}
