using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>A folder's messages, or its associated ones, as the index has them.</summary>
public sealed class ContentsSource(Mailbox mailbox, ulong folderId, bool associated) : IRowSource
{
    public ulong FolderId => folderId;

    public bool IsAssociated => associated;

    public RowSet Current => mailbox.Index.Loaded(folderId) is not { } snapshot ? RowSet.Empty : associated ? snapshot.Associated : snapshot.Normal;
}
