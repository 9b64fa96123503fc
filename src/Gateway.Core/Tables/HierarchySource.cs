using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>The folders below a folder: its children, or with <paramref name="deep"/> all of them.</summary>
public sealed class HierarchySource(Mailbox mailbox, ulong folderId, bool deep) : IRowSource
{
    private FolderTree? _tree;
    private RowSet _rows = RowSet.Empty;

    public ulong FolderId => folderId;

    public bool IsDeep => deep;

    public RowSet Current
    {
        get
        {
            var tree = mailbox.Folders;
            if (!ReferenceEquals(tree, _tree))
            {
                var folders = deep ? tree.DescendantsOf(folderId) : tree.ChildrenOf(folderId).Select(f => (Folder: f, Depth: 1));
                _rows = new RowSet(folders.Select(f => new FolderRow(f.Folder, tree, mailbox.Identity, f.Depth, mailbox.Recoverable.CountOf(f.Folder.Id))).ToArray());
                _tree = tree;
            }

            return _rows;
        }
    }
}
