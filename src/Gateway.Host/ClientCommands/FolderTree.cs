using System.Diagnostics.CodeAnalysis;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>The folders that the user sees, with their paths and roles.</summary>
internal sealed class FolderTree
{
    private readonly Dictionary<FolderId, Node> _nodes = [];

    private FolderTree(SpecialFolders special) => Special = special;

    /// <summary>A folder in the tree.</summary>
    /// <param name="Info">The folder.</param>
    /// <param name="Path">Names from the top, joined by '/'; a '/' inside a name stands as '\/'.</param>
    /// <param name="Role">Null where it has none.</param>
    internal sealed record Node(FolderInfo Info, string Path, SpecialFolder? Role)
    {
        public List<Node> Children { get; } = [];
    }

    public SpecialFolders Special { get; }

    /// <summary>The folders at the top.</summary>
    public List<Node> Roots { get; } = [];

    /// <summary>Reads the tree below the top of what the user sees.</summary>
    public static async Task<FolderTree> ReadAsync(MapiStore store, CancellationToken cancellation)
    {
        var special = await store.SpecialFoldersAsync(cancellation);
        var tree = new FolderTree(special);
        var top = special[SpecialFolder.Subtree] ?? throw new CommandException("The mailbox has no folders that users see");
        var path = new List<Node>();
        foreach (var info in await store.HierarchyAsync(top, cancellation))
            tree.Add(info, top, path);
        return tree;
    }

    /// <summary>Finds a folder by its path, its role (inbox, sentItems, drafts, calendar and so on) or its id, whatever the case of letters.</summary>
    /// <exception cref="CommandException">There is no such folder.</exception>
    public Node Find(string name)
    {
        var wanted = name.Trim('/');
        if (Enum.TryParse<SpecialFolder>(wanted.Replace(" ", string.Empty, StringComparison.Ordinal), ignoreCase: true, out var role) && !char.IsAsciiDigit(wanted[0])
            && Special[role] is { } id && _nodes.TryGetValue(id, out var byRole))
            return byRole;
        return _nodes.Values.FirstOrDefault(node => string.Equals(node.Path, wanted, StringComparison.OrdinalIgnoreCase))
            ?? _nodes.Values.FirstOrDefault(node => string.Equals(node.Info.Id.ToString(), wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new CommandException($"There is no folder '{name}'; see: client tree");
    }

    public bool TryGet(FolderId id, [NotNullWhen(true)] out Node? node) => _nodes.TryGetValue(id, out node);

    private void Add(FolderInfo info, FolderId top, List<Node> path)
    {
        // Depth-first order with the depth of each row is what a hierarchy table has; the parent's id is surer where it is told.
        var parent = info.ParentId == top ? null : _nodes.GetValueOrDefault(info.ParentId) ?? (info.Depth > 1 && path.Count >= info.Depth - 1 ? path[info.Depth - 2] : null);
        var name = info.Name.Replace("/", "\\/", StringComparison.Ordinal);
        var node = new Node(info, parent is null ? name : $"{parent.Path}/{name}", Special.RoleOf(info.Id));
        _nodes[info.Id] = node;
        (parent?.Children ?? Roots).Add(node);
        path.RemoveRange(Math.Min(path.Count, Math.Max(0, info.Depth - 1)), Math.Max(0, path.Count - Math.Max(0, info.Depth - 1)));
        path.Add(node);
    }
}
