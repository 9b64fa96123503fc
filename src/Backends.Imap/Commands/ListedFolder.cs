using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>A LIST, LSUB or XLIST response. RFC 3501 7.2.2, RFC 5258, RFC 6154</summary>
internal sealed record ListedFolder(string Path, char? Delimiter, MailFolderUse Use, bool CanHoldMessages, bool Exists, bool IsSubscribed);
