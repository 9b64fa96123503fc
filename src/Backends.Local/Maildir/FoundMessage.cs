using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>A message as a caller sees it at one moment.</summary>
/// <param name="Row">Where its file lies.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="ObjectId">What names its content.</param>
internal sealed record FoundMessage(MessageRow Row, MailFlags Flags, string ObjectId);
