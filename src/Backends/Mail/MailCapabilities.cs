namespace Mapigate.Backends.Mail;

/// <summary>What the server offers beyond the base protocol.</summary>
[Flags]
public enum MailCapabilities
{
    None = 0,

    /// <summary>CONDSTORE: mod-sequences.</summary>
    ModSequences = 1,

    /// <summary>QRESYNC: vanished messages are told.</summary>
    Vanished = 2,
    Idle = 4,

    /// <summary>UIDPLUS: where appended and copied messages lie, and expunging just some.</summary>
    UidPlus = 8,
    Move = 16,
    SpecialUse = 32,

    /// <summary>\Deleted and keywords that are not predefined can be stored (PERMANENTFLAGS \*).</summary>
    Keywords = 64,

    /// <summary>ACL: folders can be shared by the user.</summary>
    AccessControl = 128,

    /// <summary>QUOTA: the room left is told.</summary>
    Quota = 256,

    /// <summary>NOTIFY: all folders are watched at once.</summary>
    Notify = 512,

    /// <summary>SORT: messages are put in order by the server.</summary>
    Sort = 1024,

    /// <summary>THREAD: conversations are gathered by the server.</summary>
    Thread = 2048,

    /// <summary>METADATA: folders have annotations.</summary>
    Metadata = 4096,
}
