namespace Mapigate.Backends.Smtp;

/// <summary>Turns negative replies into faults that every backend shares (RFC 5321 4.2.3, RFC 3463).</summary>
internal static class SmtpFault
{
    /// <summary>An answer to the greeting, EHLO or STARTTLS.</summary>
    public static BackendException AtOpening(SmtpReply reply) =>
        new(reply.IsTransient ? BackendError.Unavailable : BackendError.Refused, $"The mail server refuses the connection: {reply}");

    /// <summary>An answer to AUTH (RFC 4954 6).</summary>
    public static BackendException AtLogIn(SmtpReply reply) => new(
        reply.Code switch
        {
            < 500 => BackendError.Unavailable,
            >= 500 and <= 504 or 534 or 538 => BackendError.NotSupported,
            _ => BackendError.AuthenticationFailed,
        },
        $"The mail server refuses the log-in: {reply}");

    /// <summary>An answer to MAIL or RCPT.</summary>
    public static BackendException AtEnvelope(SmtpReply reply) =>
        new(IsSecurity(reply) ? BackendError.AccessDenied : General(reply), $"The mail server refuses the message: {reply}");

    /// <summary>An answer to DATA or to the content. A security status there speaks of the content, not of the user's rights.</summary>
    public static BackendException AtContent(SmtpReply reply) => new(General(reply), $"The mail server refuses the message: {reply}");

    private static bool IsSecurity(SmtpReply reply) =>
        !reply.IsTransient && (reply.Status?.StartsWith("5.7.", StringComparison.Ordinal) ?? reply.Code == 530);

    private static BackendError General(SmtpReply reply) => reply switch
    {
        { Status: "4.2.2" or "5.2.2" } => BackendError.QuotaExceeded,
        { Status: "5.2.3" or "5.3.4" } => BackendError.TooLarge,
        { Code: 552, Status: null } => BackendError.TooLarge,
        { IsTransient: true } => BackendError.Unavailable,
        { IsPositive: true } => BackendError.Protocol,
        _ => BackendError.Refused,
    };
}
