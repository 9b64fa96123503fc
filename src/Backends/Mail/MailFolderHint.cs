namespace Mapigate.Backends.Mail;

/// <summary>The folder may have changed.</summary>
/// <param name="Path">Folder.</param>
/// <param name="ListChanged">It may have been made, renamed, deleted, or subscribed to: the list of folders is to be read again.</param>
public readonly record struct MailFolderHint(string Path, bool ListChanged = false);
