using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>
/// A client's table: columns, restriction, order, a cursor and bookmarks over rows that may change underneath. The cursor stays with its row, or goes to the next
/// one that is left. Safe for use by several threads, since notifications are made while the client works. [MS-OXCTABL]
/// </summary>
public sealed class Table
{
    /// <summary>Columns that every table of messages has, even an empty one.</summary>
    private static readonly PropertyTag[] ContentsColumns =
        [PidTag.Mid, PidTag.FolderId, PidTag.InstID, PidTag.InstanceNum, PidTag.RowType, PidTag.Depth, PidTag.ContentCount, PidTag.ContentUnreadCount];

    private readonly Lock _lock = new();
    private readonly TableContent _content;
    private PropertyTag[]? _columns;
    private bool _isSortBroken;
    private bool _isRestrictionBroken;

    public Table(IRowSource source, TableKind kind)
    {
        Source = source;
        Kind = kind;
        _content = new TableContent(source);
        Categories = new TableCategories(this, _content, _lock);
    }

    public TableKind Kind { get; }

    public IRowSource Source { get; }

    public TableCategories Categories { get; }

    /// <summary>Rows that the table has without restriction. Makes no view.</summary>
    public int RowCount => Source.Current.Rows.Count;

    /// <summary>The columns; null before they are set.</summary>
    public PropertyTag[]? Columns
    {
        get
        {
            lock (_lock)
                return _columns;
        }
    }

    /// <summary>The client has looked at rows, so that it is to hear of changes.</summary>
    public bool HasView
    {
        get
        {
            lock (_lock)
                return _content.HasView;
        }
    }

    private TableCursor Cursor => _content.Cursor;

    /// <summary>A failure leaves the table without columns. [MS-OXCTABL] 3.2.5.2</summary>
    public ErrorCode SetColumns(PropertyTag[] columns)
    {
        lock (_lock)
        {
            _columns = columns.Length > 0 && Array.TrueForAll(columns, TableColumns.IsValid) ? columns : null;
            return _columns is null ? ErrorCode.InvalidParameter : ErrorCode.Success;
        }
    }

    /// <summary>A failure leaves the table without use until it is sorted again. [MS-OXCTABL] 3.2.5.3</summary>
    public ErrorCode Sort(SortOrderSet sort)
    {
        if (Kind != TableKind.Contents)
            return ErrorCode.NotSupported;
        lock (_lock)
        {
            var error = sort.Validate();
            _isSortBroken = error != ErrorCode.Success;
            if (!_isSortBroken)
                _content.Restart(new ViewSpec(_content.Spec.Restriction, sort));
            return error;
        }
    }

    /// <summary>Null takes the restriction away. A failure leaves the table without use until it is restricted again. [MS-OXCTABL] 3.2.5.4</summary>
    public ErrorCode Restrict(Restriction? restriction)
    {
        if (Kind == TableKind.Other)
            return ErrorCode.NotSupported;
        lock (_lock)
        {
            var error = restriction is null ? ErrorCode.Success : RestrictionEvaluator.Validate(restriction);
            _isRestrictionBroken = error != ErrorCode.Success;
            if (!_isRestrictionBroken)
                _content.Restart(new ViewSpec(restriction, _content.Spec.Sort));
            return error;
        }
    }

    /// <summary>Takes columns, order, restriction and bookmarks away. [MS-OXCTABL] 3.2.5.16</summary>
    public ErrorCode Reset()
    {
        if (Kind != TableKind.Contents)
            return ErrorCode.NotSupported;
        lock (_lock)
        {
            _columns = null;
            _isSortBroken = _isRestrictionBroken = false;
            _content.Restart(ViewSpec.All);
            return ErrorCode.Success;
        }
    }

    /// <summary>Writes the rows from the cursor on, or those before it in the same order; whole rows, as many as fit. [MS-OXCTABL] 3.2.5.5</summary>
    /// <param name="count">Most rows.</param>
    /// <param name="forward">From the cursor on, else up to it.</param>
    /// <param name="advance">Move the cursor over what was read.</param>
    /// <param name="into">Takes the rows.</param>
    /// <param name="room">Bytes that they may take.</param>
    public RowBatch QueryRows(int count, bool forward, bool advance, WireWriter into, int room)
    {
        lock (_lock)
        {
            if (Prepare(needsColumns: true) is var error && error != ErrorCode.Success)
                return new RowBatch(error, 0, TableOrigin.Current);
            if (count <= 0)
                return new RowBatch(ErrorCode.InvalidParameter, 0, TableOrigin.Current);
            var wanted = Math.Min(count, forward ? Cursor.Rows.Length - Cursor.Place : Cursor.Place);
            var rows = new ReadOnlySpan<TableRow>(Cursor.Rows, forward ? Cursor.Place : Cursor.Place - wanted, wanted);
            var read = forward ? Writer().WriteForward(rows, into, room) : Writer().WriteBackward(rows, into, room);
            if (read == 0 && wanted > 0)
                return new RowBatch(ErrorCode.BufferTooSmall, 0, TableOrigin.Current);
            if (advance)
                Cursor.Place += forward ? read : -read;

            // A backward read that comes to the begin is answered with the end, as by Exchange from 2010 on ([MS-OXCTABL] 3.2.5.5).
            var isDone = Cursor.Place == (forward ? Cursor.Rows.Length : 0);
            return new RowBatch(ErrorCode.Success, read, isDone ? TableOrigin.End : TableOrigin.Current);
        }
    }

    /// <summary>The cursor's place and the number of rows. [MS-OXCTABL] 3.2.5.8</summary>
    public ErrorCode QueryPosition(out int place, out int rows)
    {
        lock (_lock)
        {
            var error = Prepare(needsColumns: false);
            (place, rows) = (Cursor.Place, Cursor.Rows.Length);
            return error;
        }
    }

    /// <summary>Moves from a predefined bookmark by rows, backward where negative. [MS-OXCTABL] 3.2.5.9</summary>
    public ErrorCode Seek(TableOrigin origin, int rows, out RowSeek seek)
    {
        lock (_lock)
        {
            seek = default;
            if (Prepare(needsColumns: false) is var error && error != ErrorCode.Success)
                return error;
            if (!TryPlace(origin, out var from))
                return ErrorCode.InvalidParameter;
            var sought = Cursor.Seek(from, rows);
            seek = new RowSeek(sought, sought != rows, false);
            return ErrorCode.Success;
        }
    }

    /// <summary>The same from a bookmark. [MS-OXCTABL] 3.2.5.10</summary>
    public ErrorCode Seek(ReadOnlySpan<byte> bookmark, int rows, out RowSeek seek)
    {
        lock (_lock)
        {
            seek = default;
            if (PrepareBookmarks(needsColumns: true) is var error && error != ErrorCode.Success)
                return error;
            if (!Cursor.TryFind(bookmark, out var mark))
                return ErrorCode.InvalidBookmark;
            var sought = Cursor.Seek(mark.Place, rows);
            seek = new RowSeek(sought, sought != rows, mark.IsGone);
            return ErrorCode.Success;
        }
    }

    /// <summary>Moves to a share of the table. [MS-OXCTABL] 3.2.5.11</summary>
    public ErrorCode SeekFractional(uint numerator, uint denominator)
    {
        lock (_lock)
        {
            if (Prepare(needsColumns: false) is var error && error != ErrorCode.Success)
                return error;
            if (denominator == 0)
                return ErrorCode.InvalidParameter;
            var rows = Cursor.Rows.Length;
            Cursor.Place = numerator >= denominator ? rows : (int)((ulong)rows * numerator / denominator);
            return ErrorCode.Success;
        }
    }

    /// <summary>Marks the row at the cursor. [MS-OXCTABL] 3.2.5.12</summary>
    public ErrorCode CreateBookmark(out byte[] bookmark)
    {
        lock (_lock)
        {
            bookmark = [];
            if (PrepareBookmarks(needsColumns: false) is var error && error != ErrorCode.Success)
                return error;
            if (Cursor.Mark(Cursor.Place) is not { } made)
                return ErrorCode.NotEnoughMemory;
            bookmark = made;
            return ErrorCode.Success;
        }
    }

    /// <summary>[MS-OXCTABL] 3.2.5.15</summary>
    public ErrorCode FreeBookmark(ReadOnlySpan<byte> bookmark)
    {
        lock (_lock)
        {
            if (PrepareBookmarks(needsColumns: true) is var error && error != ErrorCode.Success)
                return error;
            return Cursor.Free(bookmark) ? ErrorCode.Success : ErrorCode.InvalidBookmark;
        }
    }

    /// <summary>Moves to the first row that matches, the starting row included; a null restriction matches any. Not found leaves the cursor. [MS-OXCTABL] 3.2.5.14</summary>
    public ErrorCode FindRow(Restriction? restriction, TableOrigin origin, bool backward, out FoundRow found)
    {
        lock (_lock)
        {
            found = default;
            if (PrepareFind(restriction) is var error && error != ErrorCode.Success)
                return error;
            return TryPlace(origin, out var from) ? Find(restriction, from, backward, false, out found) : ErrorCode.InvalidParameter;
        }
    }

    /// <summary>The same from a bookmark on.</summary>
    public ErrorCode FindRow(Restriction? restriction, ReadOnlySpan<byte> bookmark, bool backward, out FoundRow found)
    {
        lock (_lock)
        {
            found = default;
            if (PrepareFind(restriction) is var error && error != ErrorCode.Success)
                return error;
            return Cursor.TryFind(bookmark, out var mark) ? Find(restriction, mark.Place, backward, mark.IsGone, out found) : ErrorCode.InvalidBookmark;
        }
    }

    /// <summary>All columns that the table has values for. [MS-OXCTABL] 3.2.5.13</summary>
    public IReadOnlyList<PropertyTag> QueryColumnsAll()
    {
        lock (_lock)
        {
            Prepare(needsColumns: false);
            var tags = Source.Current.Tags;
            return Kind == TableKind.Contents ? ContentsColumns.Union(tags).ToArray() : tags;
        }
    }

    /// <summary>What has changed since the last call, or since the client first looked at the table; empty before that. [MS-OXCNOTIF] 3.1.4.3</summary>
    public IReadOnlyList<TableChange> TakeChanges()
    {
        lock (_lock)
            return _content.TakeChanges();
    }

    /// <summary>A row in the table's columns, as notifications carry it; null while there are none.</summary>
    public PropertyRow? ReadRow(TableRow row)
    {
        lock (_lock)
            return _columns is null ? null : Writer().Read(row);
    }

    /// <summary>Takes in what the source has now, unless the table cannot be used.</summary>
    internal ErrorCode Prepare(bool needsColumns)
    {
        if (needsColumns && _columns is null)
            return ErrorCode.NullObject;
        if (_isSortBroken || _isRestrictionBroken)
            return ErrorCode.NotInitialized;
        _content.Refresh();
        return ErrorCode.Success;
    }

    internal RowWriter Writer() => new(_columns!, Kind, _content.Spec.Sort.CategoryCount);

    private ErrorCode PrepareBookmarks(bool needsColumns) => Kind is TableKind.Contents or TableKind.Hierarchy ? Prepare(needsColumns) : ErrorCode.NotSupported;

    private ErrorCode PrepareFind(Restriction? restriction)
    {
        if (Kind == TableKind.Other)
            return ErrorCode.NotSupported;
        var error = restriction is null ? ErrorCode.Success : RestrictionEvaluator.Validate(restriction);
        return error == ErrorCode.Success ? Prepare(needsColumns: true) : error;
    }

    private bool TryPlace(TableOrigin origin, out int place)
    {
        place = origin switch
        {
            TableOrigin.Beginning => 0,
            TableOrigin.Current => Cursor.Place,
            TableOrigin.End => Cursor.Rows.Length,
            _ => -1,
        };
        return place >= 0;
    }

    private ErrorCode Find(Restriction? restriction, int from, bool backward, bool isBookmarkGone, out FoundRow found)
    {
        var rows = Cursor.Rows;
        for (var i = backward ? Math.Min(from, rows.Length - 1) : from; (uint)i < (uint)rows.Length; i += backward ? -1 : 1)
        {
            if (restriction is not null && !RestrictionEvaluator.Matches(restriction, rows[i]))
                continue;
            Cursor.Place = i;
            found = new FoundRow(isBookmarkGone, Writer().Read(rows[i]));
            return ErrorCode.Success;
        }

        found = new FoundRow(isBookmarkGone, new PropertyRow([], []));
        return ErrorCode.NotFound;
    }
}
