using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>The folders with a role (RFC 6154) are those with these names.</summary>
internal static class FolderUses
{
    /// <summary>Made at a mailbox's first use.</summary>
    public static readonly IReadOnlyList<(string Path, MailFolderUse Use)> Made =
    [
        ("Drafts", MailFolderUse.Drafts), ("Sent", MailFolderUse.Sent), ("Trash", MailFolderUse.Trash), ("Junk", MailFolderUse.Junk),
    ];

    public static MailFolderUse Of(string path) => path switch
    {
        FolderName.Inbox => MailFolderUse.Inbox,
        "Archive" => MailFolderUse.Archive,
        _ => Made.FirstOrDefault(use => use.Path == path).Use,
    };
}
