namespace Mapigate.Backends.Mail;

/// <summary>Where a message lies inside a folder.</summary>
public readonly record struct MailLocation(uint UidValidity, uint Uid);
