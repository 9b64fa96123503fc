namespace Mapigate.Gateway.Core.Index;

/// <summary>The state of all mailboxes, one file each.</summary>
public interface IStateStore
{
    /// <summary>Opens or creates the mailbox's state. A file that cannot be read is set aside and begun anew.</summary>
    IMailboxState Open(Guid mailboxGuid, MailboxHead whenNew);
}
