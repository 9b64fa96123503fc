using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>What is known of a folder without its messages, and the state of the disk in which that is true.</summary>
/// <param name="State">The folder's state.</param>
/// <param name="Bytes">Bytes of its files.</param>
/// <param name="Stamps">The state of the disk; null where a later change could leave the same, so that it must be looked at again.</param>
internal sealed record FolderSummary(MailFolderState State, long Bytes, FolderStamps? Stamps);
