using Mapigate.Backends.Mail;

namespace Mapigate.Gateway.Core.Journal;

/// <summary>The header field by which a message that this gateway has appended is found again where the answer was lost. It never leaves with what is submitted.</summary>
public static class MessageKey
{
    public const string FieldName = "X-Mapigate-Key";

    public static string ValueOf(Guid key) => key.ToString("N");

    /// <summary>Where the message with that key lies; empty where it was never appended.</summary>
    /// <exception cref="Backends.BackendException">As the mail store's members.</exception>
    internal static async Task<UidSet> FindAsync(IMailStore mail, string path, uint uidValidity, Guid key, CancellationToken cancellationToken) =>
        await mail.SearchAsync(path, uidValidity, new MailQuery.Header(FieldName, ValueOf(key)), cancellationToken);
}
