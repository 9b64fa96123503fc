namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>Places in the FolderIds of a private mailbox's logon. [MS-OXCSTOR] 2.2.1.1.3</summary>
public enum LogonFolder
{
    Root = 0,
    DeferredAction = 1,
    SpoolerQueue = 2,

    /// <summary>The root of what the user sees.</summary>
    InterpersonalMessagesSubtree = 3,
    Inbox = 4,
    Outbox = 5,
    SentItems = 6,
    DeletedItems = 7,
    CommonViews = 8,
    Schedule = 9,
    Search = 10,
    Views = 11,
    Shortcuts = 12,
}
