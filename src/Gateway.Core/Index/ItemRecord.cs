using Mapigate.Backends.Mail;

namespace Mapigate.Gateway.Core.Index;

/// <summary>An item of a folder as the state keeps it. Immutable; a change makes another record.</summary>
public sealed record ItemRecord
{
    public required ulong Id { get; init; }

    public required ulong FolderId { get; init; }

    /// <summary>UID of a message in a mail folder; zero elsewhere.</summary>
    public uint Uid { get; init; }

    /// <summary>Href of an item in a collection; null elsewhere.</summary>
    public string? Href { get; init; }

    /// <summary>ETag of an item in a collection; null elsewhere.</summary>
    public string? ETag { get; init; }

    /// <summary>Which instance of the object at <see cref="Href"/>, where it became several items; null for the whole.</summary>
    public string? Instance { get; init; }

    /// <summary>The server's name for the content of a message that has no Message-ID; null elsewhere.</summary>
    public string? ObjectId { get; init; }

    public MailFlags Flags { get; init; } = MailFlags.None;

    public ulong ModSeq { get; init; }

    public ulong ChangeNumber { get; init; }

    /// <summary>Change number of the read state; zero where it never changed on its own.</summary>
    public ulong ReadChangeNumber { get; init; }

    /// <summary>A folder-associated item.</summary>
    public bool IsAssociated { get; init; }

    /// <summary>When a change of content or of side-store properties was last seen.</summary>
    public DateTimeOffset Modified { get; init; }

    /// <summary>What lists, sorts and restrictions ask for, as a <see cref="PropertyBlob"/>.</summary>
    public ReadOnlyMemory<byte> Summary { get; init; }

    /// <summary>What no open format holds: properties that a client has set, as a <see cref="PropertyBlob"/>; they stand before the summary's.</summary>
    public ReadOnlyMemory<byte> Side { get; init; }

    /// <summary>The object's own extension field says all of <see cref="Side"/>: it needs no other keeper.</summary>
    public bool IsSideInContent { get; init; }

    /// <summary>Another client has marked the message \Deleted: it is as good as gone, but can come back. RFC 3501 2.3.2</summary>
    public bool IsMarkedDeleted => Uid != 0 && (Flags.System & MailSystemFlags.Deleted) != 0;

    public bool IsRead => (Flags.System & MailSystemFlags.Seen) != 0;
}
