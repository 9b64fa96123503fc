namespace Mapigate.Backends.Mail;

/// <summary>One node of a message's structure as the server tells it (BODYSTRUCTURE). RFC 3501 7.4.2</summary>
/// <param name="MediaType">Type and subtype in lower case, "multipart/mixed".</param>
/// <param name="Parameters">Content-Type parameters by lower-case name.</param>
/// <param name="ContentId">Content-ID with its angle brackets.</param>
/// <param name="Disposition">Content-Disposition in lower case.</param>
/// <param name="DispositionParameters">Its parameters by lower-case name.</param>
/// <param name="Encoding">Content-Transfer-Encoding in lower case.</param>
/// <param name="Size">Bytes as encoded; zero for a multipart.</param>
/// <param name="Parts">Children of a multipart; the one root of an embedded message.</param>
public sealed record MailPart(
    string MediaType,
    IReadOnlyDictionary<string, string> Parameters,
    string? ContentId,
    string? Disposition,
    IReadOnlyDictionary<string, string> DispositionParameters,
    string? Encoding,
    long Size,
    IReadOnlyList<MailPart> Parts);
