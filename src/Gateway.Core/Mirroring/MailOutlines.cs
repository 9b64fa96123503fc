using Mapigate.Backends.Mail;
using Mapigate.Conversion.Mail;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>The server's structure of a message in the conversion's terms.</summary>
internal static class MailOutlines
{
    public static MessageOutline? Of(MailPart? part) => part is null ? null : new MessageOutline(
        part.MediaType,
        part.Parameters,
        part.ContentId,
        part.Disposition,
        part.DispositionParameters.GetValueOrDefault("filename") ?? part.Parameters.GetValueOrDefault("name"),
        part.Size,
        part.Parts.Select(p => Of(p)!).ToArray());
}
