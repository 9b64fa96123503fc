using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Gateway.Core.Tests.Tables;

public class TableCategoriesTests
{
    private static readonly PropertyTag[] Columns =
        [PidTag.InstID, PidTag.RowType, PidTag.Depth, PidTag.SenderName, PidTag.Importance, PidTag.Subject, PidTag.ContentCount, PidTag.ContentUnreadCount];

    private readonly TestSource _source = new(
        Row(1, "bob", 1, "x", isRead: true),
        Row(2, "Alice", 2, "y", isRead: false),
        Row(3, "alice", 1, "z", isRead: false),
        Row(4, "alice", 2, "w", isRead: true),
        Row(5, null, 1, "v", isRead: true));

    [Fact]
    public void Categories_expanded_show_headers_and_rows()
    {
        var table = Open(categories: 1, expanded: 1);
        Assert.Equal(["3 0 - -", "1 1 v", "3 0 alice -", "1 1 z", "1 1 w", "1 1 y", "3 0 bob -", "1 1 x"], Show(table));
        Assert.Equal((8, 8), table.Position());
    }

    [Fact]
    public void Categories_collapsed_show_headers_with_counts()
    {
        var table = Open(categories: 1, expanded: 0);
        var rows = table.Read(100);
        Assert.Equal(["4 0 - -", "4 0 alice -", "4 0 bob -"], rows.Select(Show));
        Assert.Equal([(1, 0), (3, 2), (1, 0)], rows.Select(r => (r.Get<int>(PidTag.ContentCount), r.Get<int>(PidTag.ContentUnreadCount))));
    }

    [Fact]
    public void Categories_in_two_levels_of_which_one_is_expanded()
    {
        var table = Open(categories: 2, expanded: 1);
        Assert.Equal(["3 0 - -", "4 1 - 1", "3 0 alice -", "4 1 alice 1", "4 1 alice 2", "3 0 bob -", "4 1 bob 1"], Show(table));
    }

    [Fact]
    public void Expand_and_collapse_move_rows_in_and_out_of_view()
    {
        var table = Open(categories: 1, expanded: 0);
        var alice = Id(table.Read(3)[1]);
        using var writer = new WireWriter();
        Assert.Equal(ErrorCode.Success, table.Categories.Expand(alice, 2, writer, 1000, out var shown, out var written));
        Assert.Equal((3, 2), (shown, written));
        Assert.Equal(["1 1 z", "1 1 w"], PropertyRow.ReadMany(writer.Written, written, Columns).Select(Show));
        Assert.Equal(ErrorCode.NotCollapsed, table.Categories.Expand(alice, 0, writer, 0, out _, out _));
        table.Seek(TableOrigin.Beginning, 0, out _);
        Assert.Equal(["4 0 - -", "3 0 alice -", "1 1 z", "1 1 w", "1 1 y", "4 0 bob -"], Show(table));

        table.Seek(TableOrigin.Beginning, 3, out _);
        table.CreateBookmark(out var bookmark);
        Assert.Equal(ErrorCode.Success, table.Categories.Collapse(alice, out var hidden));
        Assert.Equal(3, hidden);
        Assert.Equal((2, 3), table.Position());
        Assert.Equal(ErrorCode.NotExpanded, table.Categories.Collapse(alice, out _));
        table.Seek(bookmark, 0, out var seek);
        Assert.True(seek.RowNoLongerVisible);
        Assert.Equal(ErrorCode.NotFound, table.Categories.Collapse(12345, out _));
        Assert.Equal(ErrorCode.NotFound, table.Categories.Expand(12345, 0, writer, 0, out _, out _));
    }

    [Fact]
    public void State_is_restored_in_a_later_table()
    {
        var first = Open(categories: 1, expanded: 0);
        var alice = Id(first.Read(3)[1]);
        first.Categories.Expand(alice, 0, new WireWriter(), 0, out _, out _);
        Assert.Equal(ErrorCode.Success, first.Categories.GetState((4ul << 16) | 1, 0, out var state));

        var later = Open(categories: 1, expanded: 0);
        Assert.Equal(ErrorCode.Success, later.Categories.SetState(state, out var bookmark));
        Assert.Equal(["4 0 - -", "3 0 alice -", "1 1 z", "1 1 w", "1 1 y", "4 0 bob -"], Show(later));
        Assert.Equal(ErrorCode.Success, later.Seek(bookmark, 0, out _));
        Assert.Equal([4ul], later.ReadIds(1));
        for (var length = 0; length < state.Length; length++)
            Assert.Equal(ErrorCode.InvalidParameter, later.Categories.SetState(state.AsSpan(0, length), out _));
    }

    [Fact]
    public void Categories_by_their_greatest_value()
    {
        // Conversations by their newest message: the order of the category's column says which comes first.
        var table = _source.Open(TableKind.Contents, Columns);
        Assert.Equal(ErrorCode.Success, table.Sort(new SortOrderSet([PidTag.SenderName.Descending(), new SortOrder(PidTag.InstID, SortDirection.MaximumCategory)], 1, 1)));
        Assert.Equal(["3 0 - -", "1 1 v", "3 0 alice -", "1 1 w", "1 1 z", "1 1 y", "3 0 bob -", "1 1 x"], Show(table));
    }

    [Fact]
    public void Categories_follow_changes_and_are_told_as_a_change_of_the_table()
    {
        var table = Open(categories: 1, expanded: 1);
        Show(table);
        _source.Add(Row(6, "carol", 1, "u", isRead: false));
        Assert.Equal([new TableChange(TableChangeKind.Changed)], table.TakeChanges());
        Assert.Equal((10, 10), table.Position());
        Assert.Empty(table.TakeChanges());
    }

    private Table Open(int categories, int expanded)
    {
        var table = _source.Open(TableKind.Contents, Columns);
        Assert.Equal(ErrorCode.Success, table.Sort(new SortOrderSet([PidTag.SenderName.Ascending(), PidTag.Importance.Ascending(), PidTag.Subject.Ascending()], categories, expanded)));
        return table;
    }

    private static string[] Show(Table table) => table.Read(100).Select(Show).ToArray();

    private static string Show(PropertyRow row) => row.Get<int>(PidTag.RowType) == 1
        ? $"1 {row.Get<int>(PidTag.Depth)} {row.Get<string>(PidTag.Subject)}"
        : $"{row.Get<int>(PidTag.RowType)} {row.Get<int>(PidTag.Depth)} {row.Get<string>(PidTag.SenderName) ?? "-"} {(row.Values[4] is int importance ? importance : "-")}";

    private static ulong Id(PropertyRow row) => (ulong)row.Get<long>(PidTag.InstID);

    private static TestRow Row(ulong id, string? sender, int importance, string subject, bool isRead)
    {
        var properties = new List<(PropertyTag, object)> { (PidTag.Importance, importance), (PidTag.Subject, subject), (PidTag.Read, isRead) };
        if (sender is not null)
            properties.Add((PidTag.SenderName, sender));
        return new TestRow(id, properties.ToArray());
    }
}
