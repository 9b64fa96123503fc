using FsCheck;
using FsCheck.Fluent;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.Tests.Index;

public class FolderSnapshotTests
{
    private static readonly MailboxIdentity Identity = new("alice@example.test", "Alice", "/o=Example/cn=alice", 1);

    /// <summary>An item by id, read or not, associated or not; null where the change removes it.</summary>
    private static readonly Gen<(ulong Id, ItemRow? Row)> Changes =
        from id in Gen.Choose(1, 30)
        from read in Gen.Elements(true, false)
        from associated in Gen.Elements(true, false, false)
        from removed in Gen.Elements(true, false, false)
        select ((ulong)id, removed ? null : Row((ulong)id, read, associated));

    [Fact]
    public void With_changes_equals_a_snapshot_of_the_result() => Prop.ForAll(Changes.ArrayOf().ToArbitrary(), Changes.ArrayOf().ToArbitrary(), (first, second) =>
    {
        var items = new SortedDictionary<ulong, ItemRow>();
        var snapshot = FolderSnapshot.Of([], Identity);
        foreach (var changes in new[] { first, second })
        {
            var batch = changes.DistinctBy(c => c.Id).ToDictionary(c => c.Id, c => c.Row);
            foreach (var (id, row) in batch)
            {
                items.Remove(id);
                if (row is not null)
                    items.Add(id, row);
            }

            snapshot = snapshot.With(batch);
        }

        Assert.Equal(items.Values, snapshot.Rows);
        Assert.Equal(items.Values.Where(r => !r.Record.IsAssociated), snapshot.Normal.Rows);
        Assert.Equal(items.Values.Where(r => r.Record.IsAssociated), snapshot.Associated.Rows);
        Assert.Equal(snapshot.Normal.Rows.Count, snapshot.Count);
        Assert.Equal(items.Values.Count(r => !r.Record.IsAssociated && !r.Record.IsRead), snapshot.Unread);
        Assert.All(items, item => Assert.Same(item.Value, snapshot.Find(item.Key)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void With_changes_of_messages_keeps_the_associated_rows()
    {
        var before = FolderSnapshot.Of([Row(1, true, false).Record, Row(2, true, true).Record], Identity);
        var after = before.With(new Dictionary<ulong, ItemRow?> { [1] = Row(1, false, false) });
        Assert.Same(before.Associated, after.Associated);
        Assert.NotSame(before.Normal, after.Normal);
        Assert.Equal((0, 1), (before.Unread, after.Unread));
    }

    [Fact]
    public void With_changes_keeps_rows_known_to_be_in_order()
    {
        var snapshot = FolderSnapshot.Of([Row(1, true, false).Record], Identity).With(new Dictionary<ulong, ItemRow?> { [2] = Row(2, true, false), [3] = Row(3, true, true) });
        Assert.True(snapshot.Normal.IsAscending);
        Assert.True(snapshot.Associated.IsAscending);
    }

    [Fact]
    public void Empty_snapshot_takes_items_of_both_kinds()
    {
        var after = FolderSnapshot.Empty.With(new Dictionary<ulong, ItemRow?> { [1] = Row(1, false, true), [2] = Row(2, false, false) });
        Assert.Equal((1, 1, 1), (after.Normal.Rows.Count, after.Associated.Rows.Count, after.Unread));
        Assert.Empty(FolderSnapshot.Empty.Rows);
    }

    [Fact]
    public void Message_is_found_by_uid_whether_its_id_follows_from_it_or_not()
    {
        var ordinary = Message(ItemIds.Mail(3, 10), 10);
        var draft = Message(ItemIds.Mail(3, 11), 15);
        var drawn = Message(ItemIds.FirstDrawn + 5, 16);
        var snapshot = FolderSnapshot.Of([ordinary, draft, drawn], Identity);
        Assert.Same(ordinary, snapshot.FindUid(3, 10)?.Record);
        Assert.Same(draft, snapshot.FindUid(3, 15)?.Record);
        Assert.Same(drawn, snapshot.FindUid(3, 16)?.Record);
        Assert.Null(snapshot.FindUid(3, 11));
        Assert.Null(snapshot.FindUid(3, 17));
        Assert.Equal("10,15:16", snapshot.Uids().ToString());
    }

    [Fact]
    public void Items_are_found_by_href_and_local_ones_have_neither_uid_nor_etag()
    {
        var whole = new ItemRecord { Id = 1, FolderId = 5, Href = "/a.ics", ETag = "1" };
        var first = new ItemRecord { Id = 2, FolderId = 5, Href = "/b.ics", ETag = "2", Instance = "x" };
        var second = first with { Id = 3, Instance = "y" };
        var local = new ItemRecord { Id = 4, FolderId = 5, IsAssociated = true };
        var snapshot = FolderSnapshot.Of([whole, first, second, local], Identity);
        Assert.Equal([2UL, 3], snapshot.FindHref("/b.ics").Select(r => r.RowId));
        Assert.Empty(snapshot.FindHref("/c.ics"));
        Assert.Equal(new Dictionary<string, string> { ["/a.ics"] = "1", ["/b.ics"] = "2" }, snapshot.ETags());
        Assert.True(snapshot.Uids().IsEmpty);
    }

    private static ItemRow Row(ulong id, bool read, bool associated) =>
        new(new ItemRecord { Id = id, FolderId = 1, Flags = read ? MailFlags.Seen : MailFlags.None, IsAssociated = associated }, Identity);

    private static ItemRecord Message(ulong id, uint uid) => new() { Id = id, FolderId = 5, Uid = uid };
}
