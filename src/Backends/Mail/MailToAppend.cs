namespace Mapigate.Backends.Mail;

/// <summary>A message to be added to a folder.</summary>
/// <param name="Content">The message with CRLF line ends, read once from where it stands.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Flags">Flags that it gets.</param>
/// <param name="InternalDate">When it was received; null for now.</param>
public sealed record MailToAppend(Stream Content, long Length, MailFlags Flags, DateTimeOffset? InternalDate);
