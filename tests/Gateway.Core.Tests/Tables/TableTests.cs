using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Gateway.Core.Tests.Tables;

public class TableTests
{
    private static readonly Restriction IsImportant = new PropertyRestriction(RelationalOperator.Equal, PidTag.Importance, new PropertyValue(PidTag.Importance, 2));

    [Fact]
    public void SetColumns_with_a_tag_that_is_no_column_fails_and_takes_the_columns_away()
    {
        var table = Numbered(3).Open();
        foreach (var type in new[] { PropertyType.Unspecified, PropertyType.ErrorCode, (PropertyType)0x0077, (PropertyType)0x2003 })
        {
            Assert.Equal(ErrorCode.Success, table.SetColumns([PidTag.InstID]));
            Assert.Equal(ErrorCode.InvalidParameter, table.SetColumns([PidTag.InstID, PidTag.Subject.WithType(type)]));
            Assert.Null(table.Columns);
            Assert.Equal(ErrorCode.NullObject, table.QueryRows(1, true, true, new WireWriter(), 100).Error);
        }
    }

    [Fact]
    public void Operations_that_need_columns_are_refused_before_these_are_set()
    {
        var table = new Table(Numbered(3), TableKind.Contents);
        byte[] bookmark = [1, 0, 0, 0];
        Assert.Equal(ErrorCode.NullObject, table.QueryRows(1, true, true, new WireWriter(), 100).Error);
        Assert.Equal(ErrorCode.NullObject, table.FindRow(null, TableOrigin.Beginning, false, out _));
        Assert.Equal(ErrorCode.NullObject, table.Seek(bookmark, 1, out _));
        Assert.Equal(ErrorCode.NullObject, table.FreeBookmark(bookmark));
        Assert.Equal(ErrorCode.NullObject, table.Categories.Expand(1, 0, new WireWriter(), 0, out _, out _));
        Assert.Equal(ErrorCode.NullObject, table.Categories.Collapse(1, out _));
        Assert.Equal(ErrorCode.NullObject, table.Categories.GetState(0, 0, out _));
        Assert.Equal(ErrorCode.NullObject, table.Categories.SetState([], out _));
        Assert.Equal((0, 3), table.Position());
    }

    [Fact]
    public void Operations_that_a_kind_of_table_does_not_have_are_not_supported()
    {
        var folders = Numbered(3).Open(TableKind.Hierarchy);
        Assert.Equal(ErrorCode.NotSupported, folders.Sort(TableReading.By(PidTag.Subject.Ascending())));
        Assert.Equal(ErrorCode.NotSupported, folders.Reset());
        Assert.Equal(ErrorCode.NotSupported, folders.Categories.Collapse(1, out _));
        Assert.Equal(ErrorCode.Success, folders.Restrict(IsImportant));
        Assert.Equal(ErrorCode.Success, folders.CreateBookmark(out _));
        var rules = Numbered(3).Open(TableKind.Rules);
        Assert.Equal(ErrorCode.Success, rules.Restrict(IsImportant));
        Assert.Equal(ErrorCode.NotSupported, rules.CreateBookmark(out _));
        var other = Numbered(3).Open(TableKind.Other);
        Assert.Equal(ErrorCode.NotSupported, other.Restrict(null));
        Assert.Equal(ErrorCode.NotSupported, other.FindRow(null, TableOrigin.Beginning, false, out _));
    }

    [Fact]
    public void QueryRows_reads_all_rows_in_batches_and_then_none()
    {
        var table = Numbered(10_000).Open();
        var seen = new List<ulong>();
        while (true)
        {
            using var writer = new WireWriter();
            var batch = table.QueryRows(300, forward: true, advance: true, writer, room: 2000);
            Assert.Equal(ErrorCode.Success, batch.Error);
            if (batch.Count == 0)
            {
                Assert.Equal(TableOrigin.End, batch.Origin);
                break;
            }

            Assert.Equal(seen.Count + batch.Count == 10_000 ? TableOrigin.End : TableOrigin.Current, batch.Origin);
            seen.AddRange(PropertyRow.ReadMany(writer.Written, batch.Count, table.Columns).Ids());
        }

        Assert.Equal(Enumerable.Range(1, 10_000).Select(i => (ulong)i), seen);
    }

    [Fact]
    public void QueryRows_without_advance_leaves_the_cursor()
    {
        var table = Numbered(5).Open();
        Assert.Equal([1, 2], table.ReadIds(2, advance: false));
        Assert.Equal([1, 2], table.ReadIds(2));
        Assert.Equal([3], table.ReadIds(1));
        Assert.Equal((3, 5), table.Position());
    }

    [Fact]
    public void QueryRows_backward_gives_the_rows_before_the_cursor_in_their_order()
    {
        var table = Numbered(9).Open();
        table.Seek(TableOrigin.End, 0, out _);
        Assert.Equal([7, 8, 9], table.ReadIds(3, forward: false));
        Assert.Equal([5, 6], table.ReadIds(2, forward: false));
        Assert.Equal((4, 9), table.Position());
        Assert.Equal([1, 2, 3, 4], table.ReadIds(100, forward: false));
        Assert.Empty(table.ReadIds(1, forward: false));
    }

    [Fact]
    public void QueryRows_backward_with_little_room_gives_those_next_to_the_cursor()
    {
        var table = Numbered(9).Open();
        table.Seek(TableOrigin.End, 0, out _);
        Assert.Equal([8, 9], table.Read(9, forward: false, room: 18).Ids());
        Assert.Equal((7, 9), table.Position());
    }

    [Fact]
    public void QueryRows_with_no_room_for_one_row_fails_and_moves_nothing()
    {
        var table = Numbered(2).Open();
        using var writer = new WireWriter();
        writer.WriteByte(7);
        Assert.Equal(ErrorCode.BufferTooSmall, table.QueryRows(2, true, true, writer, 8).Error);
        Assert.Equal(ErrorCode.BufferTooSmall, table.QueryRows(2, true, true, writer, -1).Error);
        Assert.Equal(1, writer.Length);
        Assert.Equal(0, table.Position().Place);
        Assert.Equal(ErrorCode.InvalidParameter, table.QueryRows(0, true, true, writer, 100).Error);
    }

    [Fact]
    public void QueryRows_long_values_are_cut_and_absent_ones_are_errors()
    {
        var keywords = new PropertyTag(0x8001, PropertyType.MultipleString);
        var numbers = new PropertyTag(0x8002, PropertyType.MultipleInteger32);
        var source = new TestSource(new TestRow(
            1,
            (PidTag.Subject, new string('x', 254) + "\U0001F600" + new string('y', 50)),
            (PidTag.SearchKey, new byte[600]),
            (keywords, new[] { new string('a', 100), new string('b', 100), new string('c', 100) }),
            (numbers, new int[500])));
        var row = source.Open(TableKind.Contents, PidTag.Subject, PidTag.SearchKey, keywords, numbers, PidTag.Importance).Read(1).Single();
        Assert.Equal(new string('x', 254), row.Values[0]);
        Assert.Equal(510, ((byte[])row.Values[1]!).Length);
        Assert.Equal([100, 100], ((string[])row.Values[2]!).Select(k => k.Length));
        Assert.Equal(ErrorCode.NotEnoughMemory, row.Values[3]);
        Assert.Equal(ErrorCode.NotFound, row.Values[4]);
        Assert.Equal(600, source.Open(TableKind.Rules, PidTag.SearchKey).Read(1).Single().Get<byte[]>(PidTag.SearchKey)!.Length);
    }

    [Theory]
    [InlineData(TableOrigin.Beginning, 3, 3, 3, false)]
    [InlineData(TableOrigin.Beginning, -1, 0, 0, true)]
    [InlineData(TableOrigin.Beginning, 100, 10, 10, true)]
    [InlineData(TableOrigin.Current, 2, 7, 2, false)]
    [InlineData(TableOrigin.Current, -5, 0, -5, false)]
    [InlineData(TableOrigin.Current, -6, 0, -5, true)]
    [InlineData(TableOrigin.Current, int.MaxValue, 10, 5, true)]
    [InlineData(TableOrigin.Current, int.MinValue, 0, -5, true)]
    [InlineData(TableOrigin.End, -4, 6, -4, false)]
    [InlineData(TableOrigin.End, 0, 10, 0, false)]
    [InlineData(TableOrigin.End, 1, 10, 0, true)]
    public void Seek_moves_as_far_as_there_are_rows(TableOrigin origin, int rows, int place, int sought, bool less)
    {
        var table = Numbered(10).Open();
        table.Seek(TableOrigin.Beginning, 5, out _);
        Assert.Equal(ErrorCode.Success, table.Seek(origin, rows, out var seek));
        Assert.Equal(new RowSeek(sought, less, false), seek);
        Assert.Equal((place, 10), table.Position());
    }

    [Fact]
    public void Seek_from_an_unknown_origin_is_invalid() => Assert.Equal(ErrorCode.InvalidParameter, Numbered(3).Open().Seek((TableOrigin)3, 1, out _));

    [Theory]
    [InlineData(0u, 7u, 0)]
    [InlineData(1u, 2u, 5)]
    [InlineData(2u, 3u, 6)]
    [InlineData(7u, 7u, 10)]
    [InlineData(8u, 7u, 10)]
    [InlineData(uint.MaxValue - 1, uint.MaxValue, 9)]
    public void SeekFractional_moves_to_the_share(uint numerator, uint denominator, int place)
    {
        var table = Numbered(10).Open();
        Assert.Equal(ErrorCode.Success, table.SeekFractional(numerator, denominator));
        Assert.Equal((place, 10), table.Position());
        Assert.Equal(ErrorCode.InvalidParameter, table.SeekFractional(1, 0));
    }

    [Fact]
    public void Restrict_shows_matching_rows_alone_until_it_is_taken_away()
    {
        var table = Numbered(10).Open();
        table.Seek(TableOrigin.End, 0, out _);
        Assert.Equal(ErrorCode.Success, table.Restrict(IsImportant));
        Assert.Equal((0, 3), table.Position());
        Assert.Equal([2, 5, 8], table.ReadIds());
        Assert.Equal(ErrorCode.Success, table.Restrict(null));
        Assert.Equal((0, 10), table.Position());
    }

    [Fact]
    public void Restrict_by_count_shows_so_many()
    {
        var table = Numbered(10).Open();
        table.Sort(TableReading.By(PidTag.Subject.Descending()));
        table.Restrict(new CountRestriction(2, IsImportant));
        Assert.Equal([8, 5], table.ReadIds());
    }

    [Fact]
    public void Restrict_or_sort_that_fails_leaves_the_table_without_use_until_one_succeeds()
    {
        var table = Numbered(3).Open();
        Assert.Equal(ErrorCode.TooComplex, table.Restrict(new PropertyRestriction(RelationalOperator.MatchesRegularExpression, PidTag.Subject, new PropertyValue(PidTag.Subject, "x"))));
        Assert.Equal(ErrorCode.NotInitialized, table.QueryPosition(out _, out _));
        Assert.Equal(ErrorCode.Success, table.Restrict(null));
        Assert.Equal(ErrorCode.Success, table.QueryPosition(out _, out _));
        Assert.Equal(ErrorCode.InvalidParameter, table.Sort(new SortOrderSet([PidTag.Subject.Ascending()], CategoryCount: 2)));
        Assert.Equal(ErrorCode.InvalidParameter, table.Sort(new SortOrderSet([PidTag.Subject.Ascending()], 1, ExpandedCount: 2)));
        Assert.Equal(ErrorCode.InvalidParameter, table.Sort(TableReading.By(new SortOrder(PidTag.Subject, SortDirection.MaximumCategory))));
        Assert.Equal(ErrorCode.InvalidParameter, table.Sort(TableReading.By(PidTag.Subject.WithType(PropertyType.Object).Ascending())));
        Assert.Equal(ErrorCode.NotInitialized, table.Seek(TableOrigin.Beginning, 1, out _));
        Assert.Equal(ErrorCode.Success, table.Sort(TableReading.By(PidTag.Subject.Ascending())));
        Assert.Equal(3, table.ReadIds().Length);
    }

    [Fact]
    public void Sort_orders_rows_and_moves_to_the_begin()
    {
        var table = new TestSource(Row(1, "b", 5), Row(2, "A", 5), Row(3, "a", 7), Row(4, null, 1), Row(5, "c", null)).Open();
        table.ReadIds(2);
        Assert.Equal(ErrorCode.Success, table.Sort(TableReading.By(PidTag.Subject.Ascending(), PidTag.Importance.Descending())));
        Assert.Equal([4, 3, 2, 1, 5], table.ReadIds());
        table.Sort(TableReading.By(PidTag.Subject.Descending(), PidTag.Importance.Ascending()));
        Assert.Equal([5, 1, 2, 3, 4], table.ReadIds());
        table.Sort(TableReading.By(PidTag.Importance.Ascending()));
        Assert.Equal([5, 4, 1, 2, 3], table.ReadIds());
        table.Sort(SortOrderSet.None);
        Assert.Equal([1, 2, 3, 4, 5], table.ReadIds());
    }

    [Fact]
    public void Sort_by_instances_of_several_values_makes_a_row_for_each()
    {
        var keywords = new PropertyTag(0x8001, PropertyType.MultipleString);
        var instance = new PropertyTag(0x8001, (PropertyType)0x301F);
        var source = new TestSource(new TestRow(1, (keywords, new[] { "red", "blue" })), new TestRow(2, (keywords, new[] { "green" })), new TestRow(3));
        var table = source.Open(TableKind.Contents, PidTag.InstID, PidTag.InstanceNum, instance, keywords);
        Assert.Equal(ErrorCode.NotFound, table.Read(1).Single().Values[2]);
        Assert.Equal(ErrorCode.Success, table.Sort(TableReading.By(instance.Ascending())));
        var rows = table.Read(10);
        Assert.Equal([3, 1, 2, 1], rows.Ids());
        Assert.Equal([0, 1, 0, 0], rows.Select(r => r.Values[1]));
        Assert.Equal([ErrorCode.NotFound, "blue", "green", "red"], rows.Select(r => r.Values[2]));
        Assert.Equal(["red", "blue"], (string[])rows[1].Values[3]!);
    }

    [Fact]
    public void FindRow_searches_from_the_origin_in_the_direction_and_includes_where_it_begins()
    {
        var table = Numbered(10).Open();
        Assert.Equal(2ul, Found(table, TableOrigin.Beginning, false));
        Assert.Equal(1, table.Position().Place);
        Assert.Equal(2ul, Found(table, TableOrigin.Current, false));
        table.Seek(TableOrigin.Current, 1, out _);
        Assert.Equal(5ul, Found(table, TableOrigin.Current, false));
        Assert.Equal(8ul, Found(table, TableOrigin.End, true));
        table.Seek(TableOrigin.Current, -1, out _);
        Assert.Equal(5ul, Found(table, TableOrigin.Current, true));
        table.Seek(TableOrigin.Beginning, 0, out _);
        Assert.Equal(ErrorCode.NotFound, table.FindRow(IsImportant, TableOrigin.Current, true, out _));
        Assert.Equal(ErrorCode.NotFound, table.FindRow(IsImportant, TableOrigin.End, false, out _));
        Assert.Equal(ErrorCode.InvalidParameter, table.FindRow(IsImportant, (TableOrigin)9, false, out _));
        Assert.Equal(ErrorCode.Success, table.FindRow(null, TableOrigin.Beginning, false, out var any));
        Assert.Equal([1ul], new[] { any.Row }.Ids());
    }

    [Fact]
    public void QueryColumnsAll_names_what_rows_have()
    {
        var columns = Numbered(5000).Open().QueryColumnsAll();
        Assert.Contains(PidTag.Subject, columns);
        Assert.Contains(PidTag.RowType, columns);
        Assert.Equal(columns.Count, columns.Distinct().Count());
        Assert.NotEmpty(new TestSource().Open().QueryColumnsAll());
        Assert.Empty(new TestSource().Open(TableKind.Hierarchy).QueryColumnsAll());
    }

    [Fact]
    public void Reset_takes_columns_order_restriction_and_bookmarks_away()
    {
        var table = Numbered(9).Open();
        table.Sort(TableReading.By(PidTag.Subject.Descending()));
        table.Restrict(IsImportant);
        table.ReadIds(1);
        table.CreateBookmark(out var bookmark);
        Assert.Equal(ErrorCode.Success, table.Reset());
        Assert.Equal(ErrorCode.NullObject, table.QueryRows(1, true, true, new WireWriter(), 100).Error);
        Assert.Equal(ErrorCode.Success, table.SetColumns([PidTag.InstID]));
        Assert.Equal(ErrorCode.InvalidBookmark, table.Seek(bookmark, 0, out _));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], table.ReadIds());
    }

    [Fact]
    public void Rows_of_messages_are_leaves()
    {
        var row = Numbered(1).Open(TableKind.Contents, PidTag.RowType, PidTag.Depth).Read(1).Single();
        Assert.Equal([1, 0], row.Values);
    }

    private static ulong Found(Table table, TableOrigin origin, bool backward)
    {
        Assert.Equal(ErrorCode.Success, table.FindRow(IsImportant, origin, backward, out var found));
        return new[] { found.Row }.Ids().Single();
    }

    /// <summary>Rows 1 to count; every third, from the second on, is important.</summary>
    private static TestSource Numbered(int count) =>
        new(Enumerable.Range(1, count).Select(TableRow (i) => new TestRow((ulong)i, (PidTag.Subject, $"{i:D5}"), (PidTag.Importance, i % 3))).ToArray());

    private static TestRow Row(ulong id, string? subject, int? importance)
    {
        var properties = new List<(PropertyTag, object)>();
        if (subject is not null)
            properties.Add((PidTag.Subject, subject));
        if (importance is { } known)
            properties.Add((PidTag.Importance, known));
        return new TestRow(id, properties.ToArray());
    }
}
