namespace Mapigate.Backends.Mail;

/// <summary>The rights that an identifier (a user name, "anyone", a group as the server spells it) has on a folder.</summary>
public sealed record MailAccess(string Identifier, MailRights Rights);
