using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.SideStore;

namespace Mapigate.Gateway.Core.Index;

/// <summary>Changes that become durable together.</summary>
public sealed class StateBatch
{
    public MailboxHead? Head { get; set; }

    public List<FolderRecord> Folders { get; } = [];

    /// <summary>Folders to forget with all their items.</summary>
    public List<ulong> RemovedFolders { get; } = [];

    public List<ItemRecord> Items { get; } = [];

    public List<(ulong FolderId, ulong ItemId)> RemovedItems { get; } = [];

    /// <summary>Objects that only the gateway has, by item id.</summary>
    public List<(ulong ItemId, byte[] Content)> Objects { get; } = [];

    public List<NamedPropertyRecord> NamedProperties { get; } = [];

    /// <summary>Writes of several steps that begin or go on.</summary>
    public List<JournalEntry> Journal { get; } = [];

    /// <summary>Writes of several steps that have ended.</summary>
    public List<Guid> EndedJournal { get; } = [];

    /// <summary>What only the gateway knows. Removed folders take their records along.</summary>
    public List<SideRecord> Sides { get; } = [];

    /// <summary>The batch is all that is known: whatever the state held before goes.</summary>
    public bool ReplacesAll { get; init; }

    public bool IsEmpty =>
        Head is null && Folders.Count == 0 && RemovedFolders.Count == 0 && Items.Count == 0 && RemovedItems.Count == 0 && Objects.Count == 0 && NamedProperties.Count == 0
        && Journal.Count == 0 && EndedJournal.Count == 0 && Sides.Count == 0;
}
