namespace Mapigate.Backends.Mail;

/// <summary>What somebody may do with a folder. RFC 4314 2.1</summary>
[Flags]
public enum MailRights
{
    None = 0,

    /// <summary>l: the folder shows in lists.</summary>
    Lookup = 1,

    /// <summary>r</summary>
    Read = 2,

    /// <summary>s: keep \Seen.</summary>
    Seen = 4,

    /// <summary>w: flags other than \Seen and \Deleted.</summary>
    Write = 8,

    /// <summary>i: append and copy into it.</summary>
    Insert = 16,

    /// <summary>p: mail to its submission address.</summary>
    Post = 32,

    /// <summary>k: make folders below it.</summary>
    CreateFolders = 64,

    /// <summary>x: delete or rename it.</summary>
    DeleteFolder = 128,

    /// <summary>t: set \Deleted.</summary>
    DeleteMessages = 256,

    /// <summary>e: expunge.</summary>
    Expunge = 512,

    /// <summary>a: set the rights of others.</summary>
    Administer = 1024,
}
