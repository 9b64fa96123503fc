using System.Runtime.CompilerServices;
using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcTabl;

namespace Mapigate.Mapi.Client.Stores;

/// <summary>Rows of a folder, a message or a folder's children, with a cursor. [MS-OXCTABL]</summary>
public sealed class MapiTable : ServerObject
{
    private const ushort PageSize = 200;

    private PropertyTag[] _columns = [];

    internal MapiTable(MapiSession session, byte logonId, uint handle, uint rowCount)
        : base(session, logonId, handle) => RowCount = rowCount;

    /// <summary>Rows that the table had when it was opened.</summary>
    public uint RowCount { get; }

    public IReadOnlyList<PropertyTag> Columns => _columns;

    /// <summary>Sets the columns; a table has none before. [MS-OXCTABL] 2.2.2.2</summary>
    public async Task SetColumnsAsync(IReadOnlyList<PropertyTag> columns, CancellationToken cancellation)
    {
        PropertyTag[] wanted = [.. columns];
        await Session.ExecuteAsync<RopSetColumnsRequest, RopSetColumnsResponse>(this, new RopSetColumnsRequest(TableOperationFlags.None, wanted), cancellation).ConfigureAwait(false);
        _columns = wanted;
    }

    /// <summary>Sorts the rows; the cursor goes to the first. [MS-OXCTABL] 2.2.2.3</summary>
    public Task SortAsync(IReadOnlyList<SortOrder> orders, CancellationToken cancellation) =>
        Session.ExecuteAsync<RopSortTableRequest, RopSortTableResponse>(this, new RopSortTableRequest(TableOperationFlags.None, 0, 0, [.. orders]), cancellation);

    /// <summary>Shows only rows that match; null shows all again. [MS-OXCTABL] 2.2.2.4</summary>
    public Task RestrictAsync(Restriction? restriction, CancellationToken cancellation) =>
        Session.ExecuteAsync<RopRestrictRequest, RopRestrictResponse>(this, new RopRestrictRequest(TableOperationFlags.None, restriction), cancellation);

    /// <summary>Reads rows from the cursor on and moves it behind them; none at the end. [MS-OXCTABL] 2.2.2.5</summary>
    public async Task<IReadOnlyList<PropertyRow>> QueryRowsAsync(ushort count, CancellationToken cancellation, bool forward = true, bool advance = true)
    {
        var batch = new RopBatch();
        var flags = advance ? QueryRowsFlags.Advance : QueryRowsFlags.NoAdvance;
        var call = batch.AddRows<RopQueryRowsRequest, RopQueryRowsResponse>(LogonId, batch.Input(this), new RopQueryRowsRequest(flags, forward, count), _columns);
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        var response = call.Response;
        return PropertyRow.ReadMany(response.RowData.Span, response.RowCount, _columns, MapiSession.String8);
    }

    /// <summary>Every row from the cursor on, page by page.</summary>
    public async IAsyncEnumerable<PropertyRow> RowsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (true)
        {
            var rows = await QueryRowsAsync(PageSize, cancellation).ConfigureAwait(false);
            if (rows.Count == 0)
                yield break;
            foreach (var row in rows)
                yield return row;
        }
    }

    /// <summary>Finds the next row that matches, moves the cursor to it and reads it; null where there is none. [MS-OXCTABL] 2.2.2.14</summary>
    public async Task<PropertyRow?> FindRowAsync(Restriction restriction, BookmarkOrigin from, CancellationToken cancellation, bool backward = false)
    {
        var batch = new RopBatch();
        var request = new RopFindRowRequest(backward ? FindRowFlags.Backward : FindRowFlags.None, restriction, from, default);
        var call = batch.AddRows<RopFindRowRequest, RopFindRowResponse>(LogonId, batch.Input(this), request, _columns);
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        return call.ReturnValue == ErrorCode.NotFound ? null : call.Response.Row;
    }

    /// <summary>Moves the cursor by rows, negative back; returns how many it moved. [MS-OXCTABL] 2.2.2.8</summary>
    public async Task<int> SeekAsync(BookmarkOrigin from, int rows, CancellationToken cancellation)
    {
        var response = await Session.ExecuteAsync<RopSeekRowRequest, RopSeekRowResponse>(this, new RopSeekRowRequest(from, rows, true), cancellation).ConfigureAwait(false);
        return response.RowsSought;
    }

    /// <summary>The row that the cursor stands at, from zero, and the number of rows. [MS-OXCTABL] 2.2.2.7</summary>
    public async Task<(uint Row, uint Count)> PositionAsync(CancellationToken cancellation)
    {
        var response = await Session.ExecuteAsync<RopQueryPositionRequest, RopQueryPositionResponse>(this, default, cancellation).ConfigureAwait(false);
        return (response.Numerator, response.Denominator);
    }
}
