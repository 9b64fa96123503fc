namespace Mapigate.Backends.Local;

/// <summary>What the embedded default is told.</summary>
public sealed record LocalOptions
{
    /// <summary>Folder that holds one folder for each user; made where it is missing.</summary>
    public required string Folder { get; init; }

    public required IReadOnlyList<LocalUser> Users { get; init; }

    /// <summary>Bytes that one message may have, to be stored or delivered.</summary>
    public long LargestMessage { get; init; } = 256 << 20;

    /// <summary>Bytes that one calendar object or contact may have.</summary>
    public int LargestItem { get; init; } = 16 << 20;

    /// <summary>Bytes that a user without a limit of his own may store as mail; null for no limit.</summary>
    public long? QuotaBytes { get; init; }

    /// <summary>How often a watched folder is looked at where the system's file watches have run out.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(10);
}
