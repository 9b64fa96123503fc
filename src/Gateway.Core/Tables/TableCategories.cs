using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>The categories of a table: which are expanded. [MS-OXCTABL] 1.3.3</summary>
public sealed class TableCategories
{
    private readonly Table _table;
    private readonly TableContent _content;
    private readonly Lock _lock;

    internal TableCategories(Table table, TableContent content, Lock tableLock)
    {
        _table = table;
        _content = content;
        _lock = tableLock;
    }

    /// <summary>Shows what stands under a category. [MS-OXCTABL] 3.2.5.17</summary>
    /// <param name="category">PidTagInstID of its header.</param>
    /// <param name="maxRows">Most rows to write.</param>
    /// <param name="into">Takes the first of the rows that are shown.</param>
    /// <param name="room">Bytes that they may take.</param>
    /// <param name="shown">Rows that came into view.</param>
    /// <param name="written">Rows that were written.</param>
    public ErrorCode Expand(ulong category, int maxRows, WireWriter into, int room, out int shown, out int written)
    {
        lock (_lock)
        {
            (shown, written) = (0, 0);
            if (Find(category, out var header) is var error && error != ErrorCode.Success)
                return error;
            if (header!.IsExpanded)
                return ErrorCode.NotCollapsed;
            header = Switch(category);
            shown = header.Shown;
            var rows = _content.Cursor.Rows;
            var first = Array.IndexOf(rows, header) + 1;
            if (first > 0)
                written = _table.Writer().WriteForward(rows.AsSpan(first, Math.Min(maxRows, shown)), into, room);
            return ErrorCode.Success;
        }
    }

    /// <summary>Hides what stands under a category. [MS-OXCTABL] 3.2.5.18</summary>
    /// <param name="category">PidTagInstID of its header.</param>
    /// <param name="hidden">Rows that went out of view.</param>
    public ErrorCode Collapse(ulong category, out int hidden)
    {
        lock (_lock)
        {
            hidden = 0;
            if (Find(category, out var header) is var error && error != ErrorCode.Success)
                return error;
            if (!header!.IsExpanded)
                return ErrorCode.NotExpanded;
            hidden = header.Shown;
            Switch(category);
            return ErrorCode.Success;
        }
    }

    /// <summary>Which are expanded, and a row, as bytes for a later table. [MS-OXCTABL] 3.2.5.19</summary>
    public ErrorCode GetState(ulong rowId, uint instance, out byte[] state)
    {
        lock (_lock)
        {
            state = [];
            if (Prepare() is var error && error != ErrorCode.Success)
                return error;
            state = _content.Collapse.Write(rowId, instance);
            return ErrorCode.Success;
        }
    }

    /// <summary>Restores what <see cref="GetState"/> gave, and marks the row that was named then, or the first. [MS-OXCTABL] 3.2.5.20</summary>
    public ErrorCode SetState(ReadOnlySpan<byte> state, out byte[] bookmark)
    {
        lock (_lock)
        {
            bookmark = [];
            if (Prepare() is var error && error != ErrorCode.Success)
                return error;
            if (!_content.Collapse.TryRead(state, out var rowId, out var instance))
                return ErrorCode.InvalidParameter;
            _content.LayOut();
            var cursor = _content.Cursor;
            var place = Array.FindIndex(cursor.Rows, row => row.Instance == instance && row.Get(PidTag.InstID) is long id && (ulong)id == rowId);
            if (cursor.Mark(Math.Max(place, 0)) is not { } made)
                return ErrorCode.NotEnoughMemory;
            bookmark = made;
            return ErrorCode.Success;
        }
    }

    private ErrorCode Prepare() => _table.Kind != TableKind.Contents ? ErrorCode.NotSupported : _table.Prepare(needsColumns: true);

    private ErrorCode Find(ulong category, out CategoryRow? header)
    {
        header = null;
        if (Prepare() is var error && error != ErrorCode.Success)
            return error;
        header = _content.FindCategory(category);
        return header is null ? ErrorCode.NotFound : ErrorCode.Success;
    }

    private CategoryRow Switch(ulong category)
    {
        _content.Collapse.Switch(category);
        _content.LayOut();
        return _content.FindCategory(category)!;
    }
}
