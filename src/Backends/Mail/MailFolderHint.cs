namespace Mapigate.Backends.Mail;

/// <summary>The folder may have changed.</summary>
public readonly record struct MailFolderHint(string Path);
