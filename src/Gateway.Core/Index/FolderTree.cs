using System.Collections.Immutable;

namespace Mapigate.Gateway.Core.Index;

/// <summary>All folders of a mailbox at one moment. Immutable.</summary>
public sealed class FolderTree
{
    private readonly ImmutableDictionary<ulong, FolderRecord> _folders;
    private readonly Lazy<ILookup<ulong, FolderRecord>> _children;
    private readonly Lazy<Dictionary<SpecialFolder, FolderRecord>> _roles;

    public FolderTree(ImmutableDictionary<ulong, FolderRecord> folders)
    {
        _folders = folders;
        _children = new(() => folders.Values.OrderBy(f => f.Id).ToLookup(f => f.ParentId));
        _roles = new(() => folders.Values.Where(f => f.Role != SpecialFolder.None).ToDictionary(f => f.Role));
    }

    public IEnumerable<FolderRecord> All => _folders.Values;

    public FolderRecord? Find(ulong id) => _folders.GetValueOrDefault(id);

    /// <summary>The folder with that role; every role exists once the mailbox is open.</summary>
    public FolderRecord this[SpecialFolder role] => _roles.Value[role];

    public FolderRecord? Find(FolderHome home, string remoteName) => _folders.Values.FirstOrDefault(f => f.Home == home && f.RemoteName == remoteName);

    /// <summary>The folders directly below, by id.</summary>
    public IEnumerable<FolderRecord> ChildrenOf(ulong id) => _children.Value[id];

    /// <summary>All folders below, parents before their children, with their distance.</summary>
    public IEnumerable<(FolderRecord Folder, int Depth)> DescendantsOf(ulong id, int depth = 1)
    {
        var pending = new Stack<(FolderRecord Folder, int Depth)>();
        Push(id, depth);
        while (pending.TryPop(out var next))
        {
            yield return next;
            Push(next.Folder.Id, next.Depth + 1);
        }

        void Push(ulong parent, int at)
        {
            foreach (var child in ChildrenOf(parent).Reverse())
                pending.Push((child, at));
        }
    }

    public FolderTree With(IEnumerable<FolderRecord> changed, IEnumerable<ulong> removed) =>
        new(_folders.RemoveRange(removed).SetItems(changed.Select(f => KeyValuePair.Create(f.Id, f))));
}
