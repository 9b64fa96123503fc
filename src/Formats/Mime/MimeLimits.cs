namespace Mapigate.Formats.Mime;

/// <summary>Bounds on what a message may make the reader do. What lies beyond a bound is read as opaque content, never an error.</summary>
public sealed record MimeLimits
{
    /// <summary>The limits that apply when none are given.</summary>
    public static MimeLimits Default { get; } = new();

    /// <summary>Nesting of multiparts and embedded messages; deeper ones stay opaque leaves.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>Entities in one message; further ones are skipped.</summary>
    public int MaxParts { get; init; } = 4_000;

    /// <summary>Bytes of one header section that are kept; further fields are skipped.</summary>
    public int MaxHeaderBytes { get; init; } = 1 << 20;

    /// <summary>Fields of one header section that are kept.</summary>
    public int MaxHeaderFields { get; init; } = 4_000;

    /// <summary>Bytes of a message that <see cref="MimeReader"/> accepts.</summary>
    public long MaxMessageBytes { get; init; } = 1L << 30;
}
