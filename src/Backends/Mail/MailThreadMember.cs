namespace Mapigate.Backends.Mail;

/// <summary>A message of a conversation.</summary>
/// <param name="Uid">UID.</param>
/// <param name="Parent">What it answers; null where that is unknown or not in the folder.</param>
public readonly record struct MailThreadMember(uint Uid, uint? Parent);
