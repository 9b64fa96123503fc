namespace Mapigate.Backends.Mail;

/// <summary>RFC 3501 2.3.2</summary>
[Flags]
public enum MailSystemFlags
{
    None = 0,
    Seen = 1,
    Answered = 2,
    Flagged = 4,
    Deleted = 8,
    Draft = 16,
}
