namespace Mapigate.Formats.Mime;

/// <summary>What was wrong with an entity and was tolerated; for logs and statistics, never a reason to refuse.</summary>
[Flags]
public enum MimeDefects
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A line of the header section was no field; it was taken as a continuation of the field before it.</summary>
    MalformedHeaderLine = 0x01,

    /// <summary>No blank line stood between header section and body.</summary>
    MissingHeaderBodySeparator = 0x02,

    /// <summary>Fields were left out for <see cref="MimeLimits.MaxHeaderBytes"/> or <see cref="MimeLimits.MaxHeaderFields"/>.</summary>
    HeaderLimit = 0x04,

    /// <summary>A multipart without boundary parameter; the boundary was guessed or the entity is a leaf.</summary>
    MissingBoundaryParameter = 0x08,

    /// <summary>The boundary never occurred.</summary>
    MissingStartBoundary = 0x10,

    /// <summary>The multipart ended without its closing boundary.</summary>
    MissingEndBoundary = 0x20,

    /// <summary>A multipart or message below <see cref="MimeLimits.MaxDepth"/> was left unparsed.</summary>
    DepthLimit = 0x40,

    /// <summary>Parts beyond <see cref="MimeLimits.MaxParts"/> were skipped.</summary>
    PartLimit = 0x80,
}
