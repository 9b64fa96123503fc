using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.SideStore;

namespace Mapigate.Gateway.Core.Index;

/// <summary>
/// One mailbox's state on disk. Members block on the disk: reads may run on any thread at once, <see cref="Commit"/> is called by the mailbox's one writer only.
/// </summary>
public interface IMailboxState : IDisposable
{
    MailboxHead Head { get; }

    IReadOnlyList<FolderRecord> LoadFolders();

    /// <summary>The folder's items by ascending id.</summary>
    IReadOnlyList<ItemRecord> LoadItems(ulong folderId);

    /// <summary>The whole object of an item that only the gateway has, as Items encodes it; null where there is none.</summary>
    byte[]? LoadObject(ulong itemId);

    IReadOnlyList<NamedPropertyRecord> LoadNamedProperties();

    /// <summary>The writes of several steps that have begun and not ended.</summary>
    IReadOnlyList<JournalEntry> LoadJournal();

    /// <summary>The side records whose keys begin so; all for an empty prefix.</summary>
    IReadOnlyList<SideRecord> LoadSides(string prefix);

    /// <summary>Applies the batch in one transaction.</summary>
    void Commit(StateBatch batch);
}
