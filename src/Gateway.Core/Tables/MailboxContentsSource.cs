using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>The messages of all folders as the index has them, in which a client looks for the members of a conversation. [MS-OXCTABL] 3.1.4.6</summary>
public sealed class MailboxContentsSource(Mailbox mailbox) : IRowSource
{
    private FolderSnapshot[] _snapshots = [];
    private RowSet _rows = RowSet.Empty;

    public RowSet Current
    {
        get
        {
            var snapshots = mailbox.Folders.All.Where(folder => folder.Id != SoftDeletion.FolderId).Select(folder => mailbox.Index.Loaded(folder.Id)).OfType<FolderSnapshot>().ToArray();
            if (!snapshots.AsSpan().SequenceEqual(_snapshots))
            {
                _rows = new RowSet(snapshots.SelectMany(static s => s.Normal.Rows).OrderBy(static r => r.RowId).ToArray(), _rows);
                _snapshots = snapshots;
            }

            return _rows;
        }
    }

    /// <summary>Reads what the state has of every folder; servers are not asked.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in mailbox.Folders.All.Where(folder => folder.Id != SoftDeletion.FolderId))
            await mailbox.Index.GetSnapshotAsync(folder.Id, cancellationToken);
    }
}
