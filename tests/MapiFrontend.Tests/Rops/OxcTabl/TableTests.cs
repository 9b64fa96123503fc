using System.Text;
using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.MapiFrontend.Tests.Rops.OxcTabl;

/// <summary>The table operations over the wire; requirement ids are those of [MS-OXCTABL].</summary>
public sealed class TableTests
{
    private static readonly PropertyTag[] Subject = [PidTag.Subject];

    [Fact]
    public async Task Rows_are_read_in_columns_order_and_restriction()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("b", "d", "a", "c");
        var table = await client.OpenContentsAsync();
        Assert.Equal(TableStatus.Complete, (await client.CallAsync<RopSortTableRequest, RopSortTableResponse>(table, SortBySubject(SortDirection.Ascending))).TableStatus);
        Assert.Equal(["a", "b", "c", "d"], await client.ReadAsync(table));
        await client.CallAsync<RopSortTableRequest, RopSortTableResponse>(table, SortBySubject(SortDirection.Descending));
        Assert.Equal(["d", "c", "b", "a"], await client.ReadAsync(table));
        Assert.Equal(TableStatus.Complete, (await client.CallAsync<RopRestrictRequest, RopRestrictResponse>(table, new RopRestrictRequest(TableOperationFlags.Async, SubjectIs(RelationalOperator.GreaterThan, "a")))).TableStatus);
        Assert.Equal(["d", "c", "b"], await client.ReadAsync(table));
        await client.CallAsync<RopRestrictRequest, RopRestrictResponse>(table, new RopRestrictRequest(TableOperationFlags.None, null));
        Assert.Equal(4u, (await client.CallAsync<RopQueryPositionRequest, RopQueryPositionResponse>(table, default)).Denominator);
    }

    [Fact]
    public async Task QueryRows_says_where_the_cursor_stands()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("1", "2", "3");
        var table = await client.OpenContentsAsync();
        Assert.Equal((BookmarkOrigin.Current, 2), Shape(await client.QueryRowsAsync(table, Subject, 2)));
        Assert.Equal((BookmarkOrigin.Current, 1), Shape(await client.QueryRowsAsync(table, Subject, 9, flags: QueryRowsFlags.NoAdvance)));
        Assert.Equal((BookmarkOrigin.End, 1), Shape(await client.QueryRowsAsync(table, Subject, 9)));
        Assert.Equal((BookmarkOrigin.End, 0), Shape(await client.QueryRowsAsync(table, Subject, 9)));
        Assert.Equal(new RopQueryPositionResponse(3, 3), await client.CallAsync<RopQueryPositionRequest, RopQueryPositionResponse>(table, default));
        Assert.Equal((BookmarkOrigin.Current, 2), Shape(await client.QueryRowsAsync(table, Subject, 2, forward: false)));
        Assert.Equal((BookmarkOrigin.End, 1), Shape(await client.QueryRowsAsync(table, Subject, 2, forward: false)));
    }

    [Fact]
    public async Task QueryRows_gives_whole_rows_as_many_as_fit_and_more_payloads_where_the_client_takes_them()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver(Enumerable.Range(0, 600).Select(i => $"{i:D4}{new string('x', 100)}").ToArray());
        var table = await client.OpenContentsAsync();
        var request = RopSession.Rop(new RopQueryRowsRequest(QueryRowsFlags.Advance, true, 600));
        var one = Assert.Single(await client.Session.ExecuteAllAsync([table], request, maxRopOut: 0x10008, flags: 3));
        var first = Read(one);
        Assert.InRange(first.RowCount, 100, 300);
        Assert.Equal(BookmarkOrigin.Current, first.Origin);

        await client.CallAsync<RopSeekRowRequest, RopSeekRowResponse>(table, new RopSeekRowRequest(BookmarkOrigin.Beginning, 0, false));
        var many = await client.Session.ExecuteAllAsync([table], request, maxRopOut: 0x40000, flags: 7);
        Assert.True(many.Count > 1);
        Assert.Equal(600, many.Sum(payload => Read(payload).RowCount));
        Assert.Equal(BookmarkOrigin.End, Read(many[^1]).Origin);

        static RopQueryRowsResponse Read(RopBuffer payload)
        {
            var reader = new WireReader(payload.Rops.Span);
            Assert.Equal(ErrorCode.Success, RopResponseHeader.Read(ref reader).ReturnValue);
            return RopQueryRowsResponse.Read(ref reader, Subject);
        }
    }

    [Fact]
    public async Task Strings_come_in_the_type_of_the_column()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=");
        PropertyTag[] columns = [PidTag.Subject.WithType(PropertyType.String8), PidTag.Subject, PidTag.Importance.WithType(PropertyType.Binary)];
        var table = await client.OpenContentsAsync(columns: columns);
        var rows = await client.QueryRowsAsync(table, columns);
        var row = PropertyRow.ReadMany(rows.RowData.Span, 1, columns).Single();
        Assert.Equal(["Grüße", "Grüße", ErrorCode.NotFound], row.Values);
        Assert.Contains("Gr\u00FC\u00DFe\0", Encoding.Latin1.GetString(rows.RowData.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seek_tells_how_far_it_went()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("1", "2", "3");
        var table = await client.OpenContentsAsync();
        Assert.Equal(new RopSeekRowResponse(false, 2), await client.CallAsync<RopSeekRowRequest, RopSeekRowResponse>(table, new RopSeekRowRequest(BookmarkOrigin.Beginning, 2, true)));
        Assert.Equal(new RopSeekRowResponse(true, 1), await client.CallAsync<RopSeekRowRequest, RopSeekRowResponse>(table, new RopSeekRowRequest(BookmarkOrigin.Current, 5, true)));
        Assert.Equal(new RopSeekRowResponse(true, -3), await client.CallAsync<RopSeekRowRequest, RopSeekRowResponse>(table, new RopSeekRowRequest(BookmarkOrigin.End, -5, true)));
        Assert.Equal(ErrorCode.InvalidParameter, await client.FailAsync(table, new RopSeekRowRequest(BookmarkOrigin.Custom, 1, true)));
        await client.CallAsync<RopSeekRowFractionalRequest, RopEmptyResponse>(table, new RopSeekRowFractionalRequest(2, 3));
        Assert.Equal(["3"], await client.ReadAsync(table));
    }

    [Fact]
    public async Task Bookmark_is_made_used_and_freed()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("1", "2", "3");
        var table = await client.OpenContentsAsync();
        await client.QueryRowsAsync(table, Subject, 1);
        var bookmark = (await client.CallAsync<RopCreateBookmarkRequest, RopCreateBookmarkResponse>(table, default)).Bookmark;
        await client.ReadAsync(table);
        Assert.Equal(
            new RopSeekRowBookmarkResponse(false, true, 2), await client.CallAsync<RopSeekRowBookmarkRequest, RopSeekRowBookmarkResponse>(table, new RopSeekRowBookmarkRequest(bookmark, 9, true)));
        await client.CallAsync<RopSeekRowBookmarkRequest, RopSeekRowBookmarkResponse>(table, new RopSeekRowBookmarkRequest(bookmark, 0, true));
        Assert.Equal(["2", "3"], await client.ReadAsync(table));
        await client.CallAsync<RopFreeBookmarkRequest, RopEmptyResponse>(table, new RopFreeBookmarkRequest(bookmark));
        Assert.Equal(ErrorCode.InvalidBookmark, await client.FailAsync(table, new RopSeekRowBookmarkRequest(bookmark, 0, true)));
        Assert.Equal(ErrorCode.InvalidBookmark, await client.FailAsync(table, new RopFindRowRequest(FindRowFlags.None, null, BookmarkOrigin.Custom, bookmark)));
    }

    [Fact]
    public async Task FindRow_gives_the_row_in_the_columns_of_the_table()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("1", "2", "3");
        var table = await client.OpenContentsAsync();
        var request = new RopFindRowRequest(FindRowFlags.None, SubjectIs(RelationalOperator.GreaterThan, "1"), BookmarkOrigin.Beginning, default);
        Assert.Equal("2", await FindAsync(client, table, request));
        Assert.Equal("3", await FindAsync(client, table, request with { FindRowFlags = FindRowFlags.Backward, Origin = BookmarkOrigin.End }));
        Assert.Equal(ErrorCode.NotFound, await client.FailAsync(table, request with { Restriction = SubjectIs(RelationalOperator.Equal, "9") }));
        Assert.Equal(["3"], await client.ReadAsync(table));
    }

    [Fact]
    public async Task Table_without_columns_refuses_what_needs_them()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("1");
        var table = await client.OpenContentsAsync();
        Assert.Equal(ErrorCode.InvalidParameter, await client.FailAsync(table, new RopSetColumnsRequest(TableOperationFlags.None, [PidTag.Subject.WithType(PropertyType.Unspecified)])));
        Assert.Equal(ErrorCode.NullObject, await client.FailAsync(table, new RopQueryRowsRequest(QueryRowsFlags.Advance, true, 1)));
        Assert.Equal(ErrorCode.NullObject, await client.FailAsync(table, new RopFindRowRequest(FindRowFlags.None, null, BookmarkOrigin.Beginning, default)));
        Assert.Equal(ErrorCode.NullObject, await client.FailAsync(table, new RopSeekRowBookmarkRequest(new byte[4], 0, true)));
        Assert.Equal(ErrorCode.NullObject, await client.FailAsync(table, new RopFreeBookmarkRequest(new byte[4])));
        Assert.Equal(ErrorCode.NullObject, await client.FailAsync(table, new RopExpandRowRequest(0, 1)));
        Assert.Equal(ErrorCode.NullObject, await client.FailAsync(table, new RopCollapseRowRequest(1)));
        Assert.Equal(ErrorCode.NullObject, await client.FailAsync(table, new RopGetCollapseStateRequest(1, 0)));
        Assert.Equal(ErrorCode.NullObject, await client.FailAsync(table, new RopSetCollapseStateRequest(new byte[4])));
        await client.CallAsync<RopSetColumnsRequest, RopSetColumnsResponse>(table, new RopSetColumnsRequest(TableOperationFlags.None, Subject));
        Assert.Equal(["1"], await client.ReadAsync(table));
        await client.CallAsync<RopResetTableRequest, RopEmptyResponse>(table, default);
        Assert.Equal(ErrorCode.NullObject, await client.FailAsync(table, new RopQueryRowsRequest(QueryRowsFlags.Advance, true, 1)));
    }

    [Fact]
    public async Task Operations_on_what_is_no_table_are_not_supported()
    {
        await using var client = await TableSession.StartAsync();
        var folder = await client.OpenFolderAsync(SpecialFolder.Inbox);
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopSetColumnsRequest(TableOperationFlags.None, Subject)));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, SortBySubject(SortDirection.Ascending)));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopRestrictRequest(TableOperationFlags.None, null)));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopQueryRowsRequest(QueryRowsFlags.Advance, true, 1)));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopAbortRequest()));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopGetStatusRequest()));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopQueryPositionRequest()));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopSeekRowRequest(BookmarkOrigin.Beginning, 0, true)));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopSeekRowBookmarkRequest(default, 0, true)));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopSeekRowFractionalRequest(1, 2)));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopCreateBookmarkRequest()));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopQueryColumnsAllRequest()));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopFindRowRequest(FindRowFlags.None, null, BookmarkOrigin.Beginning, default)));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopFreeBookmarkRequest(default)));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopResetTableRequest()));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopExpandRowRequest(0, 1)));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopCollapseRowRequest(1)));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopGetCollapseStateRequest(1, 0)));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(folder, new RopSetCollapseStateRequest(default)));
    }

    [Fact]
    public async Task Nothing_is_done_in_the_background()
    {
        await using var client = await TableSession.StartAsync();
        var table = await client.OpenContentsAsync();
        Assert.Equal(TableStatus.Complete, (await client.CallAsync<RopGetStatusRequest, RopGetStatusResponse>(table, default)).TableStatus);
        Assert.Equal(ErrorCode.UnableToAbort, await client.FailAsync(table, new RopAbortRequest()));
    }

    [Fact]
    public async Task QueryColumnsAll_names_the_columns()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("1");
        var columns = (await client.CallAsync<RopQueryColumnsAllRequest, RopQueryColumnsAllResponse>(await client.OpenContentsAsync(), default)).PropertyTags;
        Assert.Contains(PidTag.Subject, columns);
        Assert.Contains(PidTag.MessageFlags, columns);
        Assert.Contains(PidTag.InstID, columns);
    }

    [Fact]
    public async Task Categories_are_expanded_collapsed_and_restored()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("1", "2");
        PropertyTag[] columns = [PidTag.Subject, PidTag.InstID, PidTag.RowType];
        var table = await client.OpenContentsAsync(columns: columns);
        var sort = new RopSortTableRequest(TableOperationFlags.None, 1, 0, [new SortOrder(PidTag.Subject, SortDirection.Ascending)]);
        await client.CallAsync<RopSortTableRequest, RopSortTableResponse>(table, sort);
        var headers = PropertyRow.ReadMany((await client.QueryRowsAsync(table, columns)).RowData.Span, 2, columns);
        Assert.Equal([4, 4], headers.Select(r => r.Get<int>(PidTag.RowType)));
        var category = (ulong)headers[0].Get<long>(PidTag.InstID);

        var output = await client.Session.ExecuteAsync([table], RopSession.Rop(new RopExpandRowRequest(9, category)));
        Assert.Equal((1u, 1), Expanded(output, columns));
        var state = (await client.CallAsync<RopGetCollapseStateRequest, RopGetCollapseStateResponse>(table, new RopGetCollapseStateRequest(category, 0))).CollapseState;
        Assert.Equal(1u, (await client.CallAsync<RopCollapseRowRequest, RopCollapseRowResponse>(table, new RopCollapseRowRequest(category))).CollapsedRowCount);
        Assert.Equal(ErrorCode.NotExpanded, await client.FailAsync(table, new RopCollapseRowRequest(category)));
        Assert.Equal(ErrorCode.NotFound, await client.FailAsync(table, new RopExpandRowRequest(0, 77)));
        var bookmark = (await client.CallAsync<RopSetCollapseStateRequest, RopSetCollapseStateResponse>(table, new RopSetCollapseStateRequest(state))).Bookmark;
        await client.CallAsync<RopSeekRowBookmarkRequest, RopSeekRowBookmarkResponse>(table, new RopSeekRowBookmarkRequest(bookmark, 0, true));
        Assert.Equal(["1", "1", "2"], await client.ReadAsync(table, columns));
        Assert.Equal(ErrorCode.NotCollapsed, await client.FailAsync(table, new RopExpandRowRequest(0, category)));
    }

    private static (uint, ushort) Expanded(RopBuffer output, PropertyTag[] columns)
    {
        var reader = new WireReader(output.Rops.Span);
        Assert.Equal(ErrorCode.Success, RopResponseHeader.Read(ref reader).ReturnValue);
        var response = RopExpandRowResponse.Read(ref reader, columns);
        return (response.ExpandedRowCount, response.RowCount);
    }

    private static async Task<string?> FindAsync(TableSession client, uint table, RopFindRowRequest request)
    {
        var output = await client.Session.ExecuteAsync([table], RopSession.Rop(request));
        var reader = new WireReader(output.Rops.Span);
        Assert.Equal(ErrorCode.Success, RopResponseHeader.Read(ref reader).ReturnValue);
        var response = RopFindRowResponse.Read(ref reader, Subject);
        Assert.False(response.RowNoLongerVisible);
        return response.Row!.Get<string>(PidTag.Subject);
    }

    private static (BookmarkOrigin, int) Shape(RopQueryRowsResponse response) => (response.Origin, response.RowCount);

    private static RopSortTableRequest SortBySubject(SortDirection direction) => new(TableOperationFlags.None, 0, 0, [new SortOrder(PidTag.Subject, direction)]);

    private static PropertyRestriction SubjectIs(RelationalOperator which, string value) => new(which, PidTag.Subject, new PropertyValue(PidTag.Subject, value));
}
