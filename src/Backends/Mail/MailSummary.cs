namespace Mapigate.Backends.Mail;

/// <summary>What lists need of a message.</summary>
/// <param name="Uid">UID.</param>
/// <param name="Flags">Flags.</param>
/// <param name="ModSeq">Mod-sequence, or zero.</param>
/// <param name="InternalDate">When the server received it.</param>
/// <param name="Size">RFC822.SIZE in bytes.</param>
/// <param name="Header">The raw header fields of <see cref="HeaderNames"/>, folded as stored, ending with an empty line.</param>
/// <param name="Structure">The tree of parts; null where the server gave none that makes sense.</param>
/// <param name="ObjectId">What names the content wherever it lies on this server (EMAILID, X-GUID); null where the server has no such name.</param>
public sealed record MailSummary(
    uint Uid,
    MailFlags Flags,
    ulong ModSeq,
    DateTimeOffset InternalDate,
    long Size,
    ReadOnlyMemory<byte> Header,
    MailPart? Structure,
    string? ObjectId = null)
{
    /// <summary>The header fields that lists, sorts, categories, threading and the message class need.</summary>
    public static readonly IReadOnlyList<string> HeaderNames =
    [
        "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Content-Type",
        "Content-Class", "Importance", "X-Priority", "Priority", "Sensitivity", "Thread-Topic", "Thread-Index", "Disposition-Notification-To",
        "List-Id", "Auto-Submitted", "X-Message-Flag", "X-MS-Has-Attach", "X-Mapigate",
    ];
}
