namespace Mapigate.Formats.Mime;

/// <summary>The names of transfer encodings and the decoders they stand for.</summary>
internal static class TransferEncodings
{
    internal static ContentTransferEncoding Parse(string? value)
    {
        if (value is null)
            return ContentTransferEncoding.SevenBit;
        var name = value.AsSpan().Trim(" \t\"';");
        var end = name.IndexOfAny(" \t;(,");
        if (end > 0)
            name = name[..end].TrimEnd('"');
        return name switch
        {
            _ when Is(name, "7bit") || Is(name, "7-bit") || name.IsEmpty => ContentTransferEncoding.SevenBit,
            _ when Is(name, "8bit") || Is(name, "8-bit") => ContentTransferEncoding.EightBit,
            _ when Is(name, "binary") => ContentTransferEncoding.Binary,
            _ when Is(name, "base64") || Is(name, "base-64") || Is(name, "b64") => ContentTransferEncoding.Base64,
            _ when Is(name, "quoted-printable") || Is(name, "quoted_printable") || Is(name, "quotedprintable") => ContentTransferEncoding.QuotedPrintable,
            _ when Is(name, "x-uuencode") || Is(name, "uuencode") || Is(name, "x-uue") || Is(name, "uue") => ContentTransferEncoding.UuEncode,
            _ => ContentTransferEncoding.Unknown,
        };
    }

    /// <summary>Whether decoding changes the bytes.</summary>
    internal static bool IsEncoded(ContentTransferEncoding encoding) =>
        encoding is ContentTransferEncoding.Base64 or ContentTransferEncoding.QuotedPrintable or ContentTransferEncoding.UuEncode;

    /// <summary>A fresh decoder, or null where the bytes are the content.</summary>
    internal static ITransferDecoder? Decoder(ContentTransferEncoding encoding) => encoding switch
    {
        ContentTransferEncoding.Base64 => new Base64Decoder(),
        ContentTransferEncoding.QuotedPrintable => new QuotedPrintableDecoder(),
        ContentTransferEncoding.UuEncode => new UuDecoder(),
        _ => null,
    };

    private static bool Is(ReadOnlySpan<char> name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
}
