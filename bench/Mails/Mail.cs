namespace Mapigate.Bench.Mails;

/// <summary>One message as it is appended to a mailbox.</summary>
/// <param name="Content">The message, RFC 5322.</param>
/// <param name="Flags">IMAP flags, with spaces between them.</param>
/// <param name="Received">INTERNALDATE.</param>
internal sealed record Mail(byte[] Content, string Flags, DateTimeOffset Received);
