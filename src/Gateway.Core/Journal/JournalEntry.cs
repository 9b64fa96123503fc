namespace Mapigate.Gateway.Core.Journal;

/// <summary>A write of several steps that has begun: what is needed to finish or undo it after the process died between two of them. Immutable.</summary>
public sealed record JournalEntry
{
    /// <summary>Names the write for good: what it stores is found by it (<see cref="MessageKey"/>).</summary>
    public required Guid Key { get; init; }

    public required JournalKind Kind { get; init; }

    public JournalStep Step { get; init; } = JournalStep.Begun;

    /// <summary>When it began; writes are finished in this order.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>The folder that is written to, or that items come from.</summary>
    public ulong FolderId { get; init; }

    /// <summary>The item; zero where it has no id yet, and for a copy, which leaves the first where it is.</summary>
    public ulong ItemId { get; init; }

    /// <summary>UID of the item, or of the version that is replaced; zero where there is none.</summary>
    public uint Uid { get; init; }

    /// <summary>UIDVALIDITY that the UID belongs to.</summary>
    public uint UidValidity { get; init; }

    /// <summary>The folder that items go to.</summary>
    public ulong TargetId { get; init; }

    /// <summary>Message-ID, href or path, as the kind of write needs it.</summary>
    public string? Name { get; init; }

    /// <summary>What else the write has to remember, as a <see cref="Index.PropertyBlob"/>.</summary>
    public ReadOnlyMemory<byte> Properties { get; init; }
}
