namespace Mapigate.Conversion.Mail;

/// <summary>The media type of an attachment: what the client gave, else what the file name's extension means.</summary>
internal static class MediaTypes
{
    private const string Unknown = "application/octet-stream";

    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".txt"] = "text/plain",
        [".htm"] = "text/html",
        [".html"] = "text/html",
        [".csv"] = "text/csv",
        [".ics"] = "text/calendar",
        [".vcf"] = "text/vcard",
        [".xml"] = "application/xml",
        [".json"] = "application/json",
        [".pdf"] = "application/pdf",
        [".zip"] = "application/zip",
        [".rtf"] = "application/rtf",
        [".doc"] = "application/msword",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xls"] = "application/vnd.ms-excel",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".ppt"] = "application/vnd.ms-powerpoint",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        [".odt"] = "application/vnd.oasis.opendocument.text",
        [".ods"] = "application/vnd.oasis.opendocument.spreadsheet",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".svg"] = "image/svg+xml",
        [".webp"] = "image/webp",
        [".bmp"] = "image/bmp",
        [".mp3"] = "audio/mpeg",
        [".wav"] = "audio/wav",
        [".mp4"] = "video/mp4",
    };

    /// <param name="given">What the client says, or null.</param>
    /// <param name="fileName">The attachment's file name, or null.</param>
    public static string Of(string? given, string? fileName)
    {
        var type = given?.Trim().ToLowerInvariant();
        if (type is not null && IsLeaf(type))
            return type;
        return ByExtension.GetValueOrDefault(Path.GetExtension(fileName ?? ""), Unknown);
    }

    /// <summary>A type of one part that the writer takes; multiparts and messages have a form of their own.</summary>
    private static bool IsLeaf(string type)
    {
        var slash = type.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < type.Length - 1 && type.IndexOf('/', slash + 1) < 0
            && type.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '+' or '.' or '_')
            && !type.StartsWith("multipart/", StringComparison.Ordinal)
            && !type.StartsWith("message/", StringComparison.Ordinal);
    }
}
