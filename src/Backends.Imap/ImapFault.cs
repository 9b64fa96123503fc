using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap;

/// <summary>What a NO or BAD means, by its response code. RFC 5530, RFC 3501 7.1, RFC 7162 3.1.2, RFC 9051 7.1, RFC 2193, RFC 2221</summary>
internal static class ImapFault
{
    public static BackendException From(string command, StatusResponse status) => new(Error(status), Message(command, status));

    public static BackendException NotOffered(string capability) => new(BackendError.NotSupported, $"The IMAP server does not offer {capability}.");

    /// <summary>The answer to a log-in: what is not plainly the user's fault is the server's, so that nobody is told that his password is wrong when it is not.</summary>
    public static BackendException FromLogIn(string command, StatusResponse status) => new(LogInError(status), Message(command, status));

    public static BackendError Error(StatusResponse status) => status.Code switch
    {
        "AUTHENTICATIONFAILED" or "AUTHORIZATIONFAILED" or "EXPIRED" => BackendError.AuthenticationFailed,
        "UNAVAILABLE" or "INUSE" => BackendError.Unavailable,
        "NOPERM" or "READ-ONLY" => BackendError.AccessDenied,
        "NONEXISTENT" or "TRYCREATE" or "EXPUNGEISSUED" => BackendError.NotFound,
        "ALREADYEXISTS" => BackendError.AlreadyExists,
        "OVERQUOTA" => BackendError.QuotaExceeded,
        "TOOBIG" => BackendError.TooLarge,
        "MODIFIED" => BackendError.Conflict,
        "PRIVACYREQUIRED" or "BADCHARSET" or "UNKNOWN-CTE" or "NOMODSEQ" or "REFERRAL" => BackendError.NotSupported,
        "METADATA" => MetadataError(status.Arguments),
        "CLIENTBUG" => BackendError.Protocol,
        _ => status.Status switch
        {
            ResponseStatus.Bad => BackendError.Protocol,
            ResponseStatus.Bye => BackendError.Unavailable,
            _ => status.Code.Length == 0 ? ErrorInWords(status.Text) : BackendError.Refused,
        },
    };

    private static BackendError LogInError(StatusResponse status) => status.Code switch
    {
        "UNAVAILABLE" or "INUSE" or "LIMIT" or "SERVERBUG" => BackendError.Unavailable,
        "PRIVACYREQUIRED" or "REFERRAL" => BackendError.NotSupported,
        "AUTHENTICATIONFAILED" or "AUTHORIZATIONFAILED" or "EXPIRED" or "CONTACTADMIN" or "NOPERM" => BackendError.AuthenticationFailed,
        _ when status.Status == ResponseStatus.Bad => BackendError.Protocol,
        _ when status.Status == ResponseStatus.Bye || SaysTemporary(status.Text) => BackendError.Unavailable,
        _ => BackendError.AuthenticationFailed,
    };

    /// <summary>Servers older than RFC 5530 say it in words only.</summary>
    private static bool SaysTemporary(string text) =>
        text.Contains("temporar", StringComparison.OrdinalIgnoreCase) || text.Contains("unavailable", StringComparison.OrdinalIgnoreCase)
        || text.Contains("try again", StringComparison.OrdinalIgnoreCase) || text.Contains("too many", StringComparison.OrdinalIgnoreCase);

    /// <summary>Cyrus gives these two without a code. What is missing is not taken from words: whoever believes it drops the folder.</summary>
    private static BackendError ErrorInWords(string text) =>
        text.StartsWith("Permission denied", StringComparison.OrdinalIgnoreCase) ? BackendError.AccessDenied
        : text.StartsWith("Mailbox already exists", StringComparison.OrdinalIgnoreCase) ? BackendError.AlreadyExists
        : BackendError.Refused;

    /// <summary>RFC 5464 4.3</summary>
    private static BackendError MetadataError(string arguments) => arguments.Split(' ')[0].ToUpperInvariant() switch
    {
        "MAXSIZE" => BackendError.TooLarge,
        "TOOMANY" => BackendError.QuotaExceeded,
        "NOPRIVATE" => BackendError.NotSupported,
        _ => BackendError.Refused,
    };

    private static string Message(string command, StatusResponse status) => status.Code == "REFERRAL"
        ? $"IMAP {command}: the server refers to another one, {status.Arguments}, which is not followed."
        : $"IMAP {command}: {status.Status.ToString().ToUpperInvariant()}{(status.Code.Length > 0 ? $" [{status.Code}]" : "")} {status.Text}";
}
