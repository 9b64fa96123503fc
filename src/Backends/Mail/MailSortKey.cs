namespace Mapigate.Backends.Mail;

/// <summary>One key of an order of messages.</summary>
public readonly record struct MailSortKey(MailSortField Field, bool Descending = false);
