namespace Mapigate.Gateway.Core.Index;

/// <summary>Folders with a role that clients find by id. The numbers are part of the ids and never change.</summary>
public enum SpecialFolder : byte
{
    None = 0,
    Root = 1,
    DeferredAction = 2,
    SpoolerQueue = 3,
    IpmSubtree = 4,
    Inbox = 5,
    Outbox = 6,
    SentItems = 7,
    DeletedItems = 8,
    CommonViews = 9,
    Schedule = 10,
    Finder = 11,
    Views = 12,
    Shortcuts = 13,
    Drafts = 14,
    Calendar = 15,
    Contacts = 16,
    Journal = 17,
    Notes = 18,
    Tasks = 19,
    JunkEmail = 20,
    SyncIssues = 21,
    Conflicts = 22,
    LocalFailures = 23,
    ServerFailures = 24,
    ConversationActions = 25,
    QuickContacts = 26,
    ImContactList = 27,
    GalContacts = 28,
    FreebusyData = 29,
    Reminders = 30,

    /// <summary>Shown in no hierarchy: what was deleted softly.</summary>
    RecoverableItems = 31,
}
