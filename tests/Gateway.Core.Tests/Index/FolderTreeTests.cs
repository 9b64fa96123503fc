using System.Collections.Immutable;
using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.Tests.Index;

public sealed class FolderTreeTests
{
    [Fact]
    public void Folders_are_found_by_id_role_and_remote_name()
    {
        var tree = Tree(
            Folder(1, 0, "Root") with { Role = SpecialFolder.Root },
            Folder(5, 1, "Inbox") with { Role = SpecialFolder.Inbox, Home = FolderHome.Mail, RemoteName = "INBOX" },
            Folder(6, 1, "Other") with { Home = FolderHome.Items, RemoteName = "INBOX" });
        Assert.Equal("Root", tree.Find(1)?.Name);
        Assert.Null(tree.Find(9));
        Assert.Equal(5UL, tree[SpecialFolder.Inbox].Id);
        Assert.Equal(5UL, tree.Find(FolderHome.Mail, "INBOX")?.Id);
        Assert.Equal(6UL, tree.Find(FolderHome.Items, "INBOX")?.Id);
        Assert.Null(tree.Find(FolderHome.Mail, "inbox"));
    }

    [Fact]
    public void Children_come_by_id_and_descendants_parents_first_with_their_distance()
    {
        var tree = Tree(Folder(1, 0, "Root"), Folder(9, 1, "b"), Folder(3, 1, "a"), Folder(4, 3, "aa"), Folder(2, 4, "aaa"));
        Assert.Equal([3UL, 9], tree.ChildrenOf(1).Select(f => f.Id));
        Assert.Equal([(3UL, 1), (4, 2), (2, 3), (9, 1)], tree.DescendantsOf(1).Select(d => (d.Folder.Id, d.Depth)));
        Assert.Empty(tree.ChildrenOf(9));
    }

    [Fact]
    public void Folders_that_are_nested_deeply_are_walked_without_recursion_beyond_the_stack()
    {
        var tree = Tree([.. Enumerable.Range(1, 20_000).Select(i => Folder((ulong)i, (ulong)(i - 1), "x"))]);
        Assert.Equal(19_999, tree.DescendantsOf(1).Count());
    }

    [Fact]
    public void Change_makes_another_tree_and_leaves_the_first()
    {
        var tree = Tree(Folder(1, 0, "Root"), Folder(2, 1, "a"), Folder(3, 1, "b"));
        var changed = tree.With([Folder(2, 1, "renamed"), Folder(4, 1, "new")], [3UL]);
        Assert.Equal(["a", "b"], tree.ChildrenOf(1).Select(f => f.Name));
        Assert.Equal(["renamed", "new"], changed.ChildrenOf(1).Select(f => f.Name));
    }

    [Fact]
    public void Folder_that_is_removed_and_put_at_once_is_there()
    {
        var tree = Tree(Folder(1, 0, "Root"), Folder(2, 1, "a"));
        Assert.Equal("again", tree.With([Folder(2, 1, "again")], [2UL]).Find(2)?.Name);
    }

    private static FolderTree Tree(params FolderRecord[] folders) => new(folders.ToImmutableDictionary(f => f.Id));

    private static FolderRecord Folder(ulong id, ulong parent, string name) => new() { Id = id, ParentId = parent, Name = name };
}
