namespace Mapigate.Conversion.Mail;

/// <summary>A message's tree of parts without their contents, as a server's structure response or a parsed message gives it.</summary>
/// <param name="MediaType">Type and subtype in lower case.</param>
/// <param name="Parameters">Content-Type parameters by lower-case name.</param>
/// <param name="ContentId">Content-ID.</param>
/// <param name="Disposition">Content-Disposition in lower case.</param>
/// <param name="FileName">File name of the disposition, else of the type.</param>
/// <param name="Size">Bytes as encoded.</param>
/// <param name="Parts">Children of a multipart; the one root of an embedded message.</param>
public sealed record MessageOutline(
    string MediaType,
    IReadOnlyDictionary<string, string> Parameters,
    string? ContentId,
    string? Disposition,
    string? FileName,
    long Size,
    IReadOnlyList<MessageOutline> Parts);
