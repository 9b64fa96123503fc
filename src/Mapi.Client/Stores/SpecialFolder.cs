namespace Mapigate.Mapi.Client.Stores;

/// <summary>Folders that a mailbox has a role for. [MS-OXOSFLD] 2.2.1</summary>
public enum SpecialFolder
{
    Root,

    /// <summary>The top of what the user sees.</summary>
    Subtree,
    Inbox,
    Outbox,
    SentItems,
    DeletedItems,
    Drafts,
    Calendar,
    Contacts,
    Journal,
    Notes,
    Tasks,
    Junk,
    CommonViews,
    Schedule,
    Search,
    Views,
    Shortcuts,
    DeferredAction,
    SpoolerQueue,
}
