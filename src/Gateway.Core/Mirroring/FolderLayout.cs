using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>The folders that every mailbox has, in the order in which they are made: parents first. [MS-OXOSFLD] 2.2</summary>
internal static class FolderLayout
{
    private static readonly (SpecialFolder Role, SpecialFolder Parent, string Name, string? Class, bool Hidden)[] Folders =
    [
        (SpecialFolder.Root, SpecialFolder.None, "Root Container", null, false),
        (SpecialFolder.DeferredAction, SpecialFolder.Root, "Deferred Action", null, false),
        (SpecialFolder.SpoolerQueue, SpecialFolder.Root, "Spooler Queue", null, false),
        (SpecialFolder.IpmSubtree, SpecialFolder.Root, "Top of Information Store", null, false),
        (SpecialFolder.CommonViews, SpecialFolder.Root, "Common Views", null, false),
        (SpecialFolder.Schedule, SpecialFolder.Root, "Schedule", null, false),
        (SpecialFolder.Finder, SpecialFolder.Root, "Finder", null, false),
        (SpecialFolder.Views, SpecialFolder.Root, "Views", null, false),
        (SpecialFolder.Shortcuts, SpecialFolder.Root, "Shortcuts", null, false),
        (SpecialFolder.FreebusyData, SpecialFolder.Root, "Freebusy Data", null, false),
        (SpecialFolder.Reminders, SpecialFolder.Root, "Reminders", "Outlook.Reminder", false),
        (SpecialFolder.Inbox, SpecialFolder.IpmSubtree, "Inbox", "IPF.Note", false),
        (SpecialFolder.Outbox, SpecialFolder.IpmSubtree, "Outbox", "IPF.Note", false),
        (SpecialFolder.SentItems, SpecialFolder.IpmSubtree, "Sent Items", "IPF.Note", false),
        (SpecialFolder.DeletedItems, SpecialFolder.IpmSubtree, "Deleted Items", "IPF.Note", false),
        (SpecialFolder.Drafts, SpecialFolder.IpmSubtree, "Drafts", "IPF.Note", false),
        (SpecialFolder.Calendar, SpecialFolder.IpmSubtree, "Calendar", "IPF.Appointment", false),
        (SpecialFolder.Contacts, SpecialFolder.IpmSubtree, "Contacts", "IPF.Contact", false),
        (SpecialFolder.Journal, SpecialFolder.IpmSubtree, "Journal", "IPF.Journal", false),
        (SpecialFolder.Notes, SpecialFolder.IpmSubtree, "Notes", "IPF.StickyNote", false),
        (SpecialFolder.Tasks, SpecialFolder.IpmSubtree, "Tasks", "IPF.Task", false),
        (SpecialFolder.JunkEmail, SpecialFolder.IpmSubtree, "Junk Email", "IPF.Note", false),
        (SpecialFolder.SyncIssues, SpecialFolder.IpmSubtree, "Sync Issues", "IPF.Note", false),
        (SpecialFolder.Conflicts, SpecialFolder.SyncIssues, "Conflicts", "IPF.Note", false),
        (SpecialFolder.LocalFailures, SpecialFolder.SyncIssues, "Local Failures", "IPF.Note", false),
        (SpecialFolder.ServerFailures, SpecialFolder.SyncIssues, "Server Failures", "IPF.Note", false),
        (SpecialFolder.ConversationActions, SpecialFolder.IpmSubtree, "Conversation Action Settings", "IPF.Configuration", true),
        (SpecialFolder.QuickContacts, SpecialFolder.Contacts, "Quick Contacts", "IPF.Contact.MOC.QuickContacts", true),
        (SpecialFolder.ImContactList, SpecialFolder.Contacts, "IM Contact List", "IPF.Contact.MOC.ImContactList", true),
        (SpecialFolder.GalContacts, SpecialFolder.Contacts, "GAL Contacts", "IPF.Contact.GalContacts", true),
        (SpecialFolder.RecoverableItems, SpecialFolder.None, HiddenFolder.RecoverableItems, "IPF.Note", true),
    ];

    /// <summary>Makes what is missing.</summary>
    public static void Ensure(ChangeSet changes, DateTimeOffset now)
    {
        foreach (var (role, parent, name, containerClass, hidden) in Folders)
        {
            var id = ItemIds.WellKnown(role);
            if (changes.Folder(id) is not null)
                continue;
            changes.Put(new FolderRecord
            {
                Id = id,
                ParentId = parent == SpecialFolder.None ? 0 : ItemIds.WellKnown(parent),
                Name = name,
                Role = role,
                ContainerClass = containerClass,
                IsHidden = hidden,
                ChangeNumber = changes.NextChangeNumber(),
                Created = now,
                Modified = now,
            });
        }
    }

    /// <summary>A folder that its server no longer lists goes; a well-known one stays, with what only the gateway has.</summary>
    public static void Forget(ChangeSet changes, FolderRecord gone)
    {
        if (gone.Role == SpecialFolder.None)
        {
            changes.RemoveFolder(gone);
            return;
        }

        changes.RemoveMirrored(gone.Id);
        changes.Put(gone with { Home = FolderHome.Local, RemoteName = null, Slot = 0, MailState = null, ItemState = null });
    }
}
