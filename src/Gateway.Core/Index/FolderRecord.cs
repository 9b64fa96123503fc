using Mapigate.Backends.Mail;

namespace Mapigate.Gateway.Core.Index;

/// <summary>A folder as the state keeps it. Immutable; a change makes another record.</summary>
public sealed record FolderRecord
{
    public required ulong Id { get; init; }

    /// <summary>Zero for the root.</summary>
    public required ulong ParentId { get; init; }

    public required string Name { get; init; }

    public SpecialFolder Role { get; init; }

    /// <summary>PidTagContainerClass; null where the folder has none.</summary>
    public string? ContainerClass { get; init; }

    public bool IsHidden { get; init; }

    public FolderHome Home { get; init; } = FolderHome.Local;

    /// <summary>Path or href at the server; null for a folder that only the gateway has.</summary>
    public string? RemoteName { get; init; }

    /// <summary>The slot of the present UIDVALIDITY; zero before the first look.</summary>
    public ushort Slot { get; init; }

    /// <summary>State of the last look at a mail folder.</summary>
    public MailFolderState? MailState { get; init; }

    /// <summary>State of the last look at a collection of items.</summary>
    public string? ItemState { get; init; }

    /// <summary>Messages and unread messages at the last look, shown until the contents have been read.</summary>
    public int Messages { get; init; }

    public int Unread { get; init; }

    public ulong ChangeNumber { get; init; }

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset Modified { get; init; }

    /// <summary>What clients have set on the folder, as a <see cref="PropertyBlob"/>.</summary>
    public ReadOnlyMemory<byte> Properties { get; init; }
}
