namespace Mapigate.Mapi.Client.Discovery;

/// <summary>What Autodiscover tells of a mailbox. [MS-OXDSCLI] 2.2.4.1.1.2</summary>
/// <param name="DisplayName">The user.</param>
/// <param name="LegacyDn">The user's distinguished name, for Connect and RopLogon.</param>
/// <param name="SmtpAddress">The mailbox's primary address; null where none was told.</param>
/// <param name="MailStore">The mailbox endpoint.</param>
/// <param name="AddressBook">The address book endpoint; null where none was told.</param>
/// <param name="AlternativeMailboxes">Mailboxes that show beside this one.</param>
public sealed record AutodiscoverSettings(
    string DisplayName,
    string LegacyDn,
    string? SmtpAddress,
    Uri MailStore,
    Uri? AddressBook,
    IReadOnlyList<AlternativeMailbox> AlternativeMailboxes);

/// <summary>A mailbox beside the user's own. [MS-OXDSCLI] 2.2.4.1.1.2.2</summary>
public sealed record AlternativeMailbox(string Type, string? DisplayName, string? LegacyDn, string? SmtpAddress);
