namespace Mapigate.Formats.Mime;

/// <summary>How <see cref="MimeReader"/> takes in a message.</summary>
public sealed record MimeReaderOptions
{
    /// <summary>Bounds of the parser; <see cref="MimeLimits.MaxMessageBytes"/> bounds the stream.</summary>
    public MimeLimits Limits { get; init; } = MimeLimits.Default;

    /// <summary>Bytes up to which a message stays in memory; a larger one goes to a temporary file.</summary>
    public int MemoryBytes { get; init; } = 4 << 20;

    /// <summary>Folder of the temporary files.</summary>
    public string SpoolFolder { get; init; } = Path.GetTempPath();
}
