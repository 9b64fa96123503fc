namespace Mapigate.Backends.Mail;

/// <summary>The difference between two looks at a folder.</summary>
/// <param name="State">The state that the difference leads to; give it to the next look.</param>
/// <param name="IsReset">UIDVALIDITY changed, or there was no earlier look: <paramref name="Flags"/> lists every message and the caller's UIDs are void.</param>
/// <param name="Vanished">Known messages that are gone.</param>
/// <param name="Flags">New messages and those whose flags may differ.</param>
public sealed record MailFolderChanges(MailFolderState State, bool IsReset, UidSet Vanished, IReadOnlyList<MailMessageFlags> Flags);
