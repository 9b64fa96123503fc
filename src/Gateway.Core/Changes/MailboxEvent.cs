using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.Changes;

/// <summary>Something that changed in a mailbox, told after it is durable. [MS-OXCNOTIF] 2.2.1.1</summary>
/// <param name="FolderId">The folder in which it happened; for a folder, its own id.</param>
public abstract record MailboxEvent(ulong FolderId);

/// <summary>An item appeared.</summary>
/// <param name="FolderId">Its folder.</param>
/// <param name="Item">The item.</param>
/// <param name="IsNewMail">It was delivered, not put there by a client of this gateway.</param>
public sealed record ItemCreated(ulong FolderId, ItemRow Item, bool IsNewMail) : MailboxEvent(FolderId);

public sealed record ItemChanged(ulong FolderId, ItemRow Item) : MailboxEvent(FolderId);

public sealed record ItemRemoved(ulong FolderId, ItemRow Item) : MailboxEvent(FolderId);

/// <summary>An item moved; its id is another one in its new folder. [MS-OXCFXICS] 3.1.5.3</summary>
public sealed record ItemMoved(ulong FolderId, ItemRow Item, ulong OldFolderId, ulong OldItemId) : MailboxEvent(FolderId);

public sealed record FolderCreated(FolderRecord Folder) : MailboxEvent(Folder.Id);

/// <summary>A folder's properties or its counts changed.</summary>
public sealed record FolderChanged(FolderRecord Folder) : MailboxEvent(Folder.Id);

public sealed record FolderRemoved(FolderRecord Folder) : MailboxEvent(Folder.Id);
