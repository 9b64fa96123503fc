namespace Mapigate.Gateway.Core.Mailboxes;

/// <summary>A user who has proven himself to the backends.</summary>
/// <param name="Address">His mail address in lower case.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="LegacyDn">Legacy DN: the name that MAPI knows him by.</param>
/// <param name="MailboxGuid">His mailbox.</param>
public sealed record AuthenticatedUser(string Address, string DisplayName, string LegacyDn, Guid MailboxGuid);
