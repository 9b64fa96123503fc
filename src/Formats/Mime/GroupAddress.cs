namespace Mapigate.Formats.Mime;

/// <summary>A named group of mailboxes, possibly empty as in "undisclosed-recipients:;". RFC 5322 3.4.</summary>
/// <param name="DisplayName">Decoded name.</param>
/// <param name="Members">The mailboxes in it.</param>
public sealed record GroupAddress(string? DisplayName, IReadOnlyList<MailboxAddress> Members) : InternetAddress(DisplayName);
