using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Tables;

/// <summary>Rows come and go below an open table.</summary>
public class TableCursorTests
{
    private readonly TestSource _source = new(Enumerable.Range(1, 200).Select(TableRow (i) => Row((ulong)i * 10, i)).ToArray());

    [Fact]
    public void Cursor_stays_with_its_row_when_others_come_and_go()
    {
        var table = OpenByNumber(out _);
        table.Seek(TableOrigin.Beginning, 5, out _);
        _source.Add(Row(1, 0), Row(2, 0), Row(3, 0));
        Assert.Equal((8, 203), table.Position());
        _source.Remove(1, 10, 20);
        Assert.Equal((5, 200), table.Position());
        Assert.Equal([60ul], table.ReadIds(1));
    }

    [Fact]
    public void Cursor_goes_to_the_next_row_that_is_left()
    {
        var table = OpenByNumber(out _);
        table.Seek(TableOrigin.Beginning, 5, out _);
        _source.Remove(60, 70, 80);
        Assert.Equal((5, 197), table.Position());
        Assert.Equal([90ul], table.ReadIds(1));
    }

    [Fact]
    public void Cursor_follows_its_row_to_another_place()
    {
        var table = OpenByNumber(out _);
        table.Seek(TableOrigin.Beginning, 5, out _);
        _source.Replace(Row(60, 500));
        Assert.Equal((199, 200), table.Position());
    }

    [Fact]
    public void Cursor_at_the_end_stays_at_the_end()
    {
        var table = OpenByNumber(out _);
        table.Seek(TableOrigin.End, 0, out _);
        _source.Add(Row(1, 1000), Row(2, 0));
        Assert.Equal((202, 202), table.Position());
        _source.Remove(_source.Current.Rows.Select(r => r.RowId).ToArray());
        Assert.Equal((0, 0), table.Position());
    }

    [Fact]
    public void Bookmark_stays_with_its_row_and_says_when_it_is_gone()
    {
        var table = OpenByNumber(out var bookmark);
        _source.Remove(10, 20, 40);
        Assert.Equal(ErrorCode.Success, table.Seek(bookmark, 0, out var seek));
        Assert.False(seek.RowNoLongerVisible);
        Assert.Equal([30ul], table.ReadIds(1));

        _source.Remove(30);
        Assert.Equal(ErrorCode.Success, table.Seek(bookmark, 1, out seek));
        Assert.Equal(new RowSeek(1, false, true), seek);
        Assert.Equal([60ul], table.ReadIds(1));
        Assert.Equal(ErrorCode.Success, table.FindRow(null, bookmark, false, out var found));
        Assert.True(found.RowNoLongerVisible);
        Assert.Equal([50ul], new[] { found.Row }.Ids());

        _source.Add(Row(30, 3));
        Assert.Equal(ErrorCode.Success, table.Seek(bookmark, 0, out seek));
        Assert.False(seek.RowNoLongerVisible);
        Assert.Equal([30ul], table.ReadIds(1));
    }

    [Fact]
    public void Bookmark_whose_row_no_longer_matches_the_restriction_is_gone()
    {
        var table = OpenByNumber(out _);
        table.Restrict(new PropertyRestriction(RelationalOperator.LessThan, PidTag.Importance, new PropertyValue(PidTag.Importance, 100)));
        table.CreateBookmark(out var bookmark);
        _source.Replace(Row(10, 150));
        Assert.Equal(ErrorCode.Success, table.Seek(bookmark, 0, out var seek));
        Assert.True(seek.RowNoLongerVisible);
        Assert.Equal([20ul], table.ReadIds(1));
    }

    [Fact]
    public void Bookmark_freed_or_invented_is_invalid()
    {
        var table = OpenByNumber(out var bookmark);
        Assert.Equal(ErrorCode.Success, table.FreeBookmark(bookmark));
        Assert.Equal(ErrorCode.InvalidBookmark, table.FreeBookmark(bookmark));
        Assert.Equal(ErrorCode.InvalidBookmark, table.Seek(bookmark, 0, out _));
        Assert.Equal(ErrorCode.InvalidBookmark, table.FindRow(null, bookmark, false, out _));
        Assert.Equal(ErrorCode.InvalidBookmark, table.Seek(ReadOnlySpan<byte>.Empty, 0, out _));
        Assert.Equal(ErrorCode.InvalidBookmark, table.Seek(new byte[9], 0, out _));
    }

    [Fact]
    public void Bookmark_is_invalid_after_sort_and_restrict()
    {
        var table = OpenByNumber(out var bookmark);
        table.Sort(SortOrderSet.None);
        Assert.Equal(ErrorCode.InvalidBookmark, table.Seek(bookmark, 0, out _));
        table.CreateBookmark(out bookmark);
        table.Restrict(null);
        Assert.Equal(ErrorCode.InvalidBookmark, table.Seek(bookmark, 0, out _));
    }

    [Fact]
    public void CreateBookmark_without_end_is_refused()
    {
        var table = OpenByNumber(out _);
        for (var i = 0; i < 1023; i++)
            Assert.Equal(ErrorCode.Success, table.CreateBookmark(out _));
        Assert.Equal(ErrorCode.NotEnoughMemory, table.CreateBookmark(out _));
    }

    private static TestRow Row(ulong id, int number) => new(id, (PidTag.Importance, number));

    /// <summary>A table in the order of the numbers, with a mark on its third row.</summary>
    private Table OpenByNumber(out byte[] bookmark)
    {
        var table = _source.Open();
        Assert.Equal(ErrorCode.Success, table.Sort(TableReading.By(PidTag.Importance.Ascending())));
        table.Seek(TableOrigin.Beginning, 2, out _);
        Assert.Equal(ErrorCode.Success, table.CreateBookmark(out bookmark));
        return table;
    }
}
