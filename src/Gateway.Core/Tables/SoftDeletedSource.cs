using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>The messages that were deleted in a folder and can be had back. [MS-OXCFOLD] 2.2.1.14.1</summary>
public sealed class SoftDeletedSource(Mailbox mailbox, ulong folderId) : IRowSource
{
    private (FolderSnapshot? Own, FolderSnapshot? Recoverable, FolderTree? Tree) _seen;
    private RowSet _rows = RowSet.Empty;

    public RowSet Current
    {
        get
        {
            var now = (mailbox.Index.Loaded(folderId), mailbox.Index.Loaded(SoftDeletion.FolderId), mailbox.Folders);
            if (now != _seen)
            {
                _rows = new RowSet(mailbox.Recoverable.RowsOf(folderId).OrderBy(static r => r.RowId).ToArray(), _rows, isAscending: true);
                _seen = now;
            }

            return _rows;
        }
    }
}
