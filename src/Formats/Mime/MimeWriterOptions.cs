using System.Security.Cryptography;

namespace Mapigate.Formats.Mime;

/// <summary>How messages are written.</summary>
public sealed record MimeWriterOptions
{
    /// <summary>What is used when nothing else is given.</summary>
    public static MimeWriterOptions Default { get; } = new();

    /// <summary>Makes the boundary of the next multipart: at most 70 characters that no content holds. Random by default.</summary>
    public Func<string> NextBoundary { get; init; } = () => "=_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
