namespace Mapigate.Formats.Mime;

/// <summary>How the body of an entity is encoded. RFC 2045 6.</summary>
public enum ContentTransferEncoding
{
    /// <summary>Lines of ASCII; the default.</summary>
    SevenBit,

    /// <summary>Lines of bytes.</summary>
    EightBit,

    /// <summary>Any bytes.</summary>
    Binary,

    /// <summary>RFC 2045 6.7.</summary>
    QuotedPrintable,

    /// <summary>RFC 2045 6.8.</summary>
    Base64,

    /// <summary>x-uuencode, from before MIME.</summary>
    UuEncode,

    /// <summary>A name that nobody knows; the body is taken as it is.</summary>
    Unknown,
}
