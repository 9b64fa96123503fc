namespace Mapigate.Backends.Mail;

/// <summary>What a folder is for. RFC 6154</summary>
public enum MailFolderUse
{
    None,
    Inbox,
    Drafts,
    Sent,
    Trash,
    Junk,
    Archive,
    All,
    Flagged,
}
