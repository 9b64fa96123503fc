namespace Mapigate.Backends.Mail;

/// <summary>Where moved or copied messages lie in the target folder (COPYUID).</summary>
/// <param name="UidValidity">The target's.</param>
/// <param name="Uids">UID in the source to UID in the target.</param>
public sealed record MailTransfer(uint UidValidity, IReadOnlyDictionary<uint, uint> Uids);
