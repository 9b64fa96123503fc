using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>Writes rows in a table's columns, whole ones only, as many as fit.</summary>
/// <param name="columns">The columns.</param>
/// <param name="kind">What the table's rows are.</param>
/// <param name="depth">How many categories stand above a row of data.</param>
internal sealed class RowWriter(PropertyTag[] columns, TableKind kind, int depth)
{
    private readonly object?[] _cells = new object?[columns.Length];

    public PropertyRow Read(TableRow row)
    {
        Fill(row);
        return new PropertyRow(columns, (object?[])_cells.Clone());
    }

    /// <summary>Writes rows one after the other.</summary>
    /// <returns>How many fit.</returns>
    public int WriteForward(ReadOnlySpan<TableRow> rows, WireWriter into, int room)
    {
        var start = into.Length;
        for (var i = 0; i < rows.Length; i++)
        {
            if (!TryWrite(rows[i], into, start + room))
                return i;
        }

        return rows.Length;
    }

    /// <summary>Writes the last of the rows, in their order.</summary>
    /// <returns>How many fit.</returns>
    public int WriteBackward(ReadOnlySpan<TableRow> rows, WireWriter into, int room)
    {
        using var reversed = new WireWriter();
        var starts = new List<int>();
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            starts.Add(reversed.Length);
            if (TryWrite(rows[i], reversed, room))
                continue;
            starts.RemoveAt(starts.Count - 1);
            break;
        }

        for (var i = starts.Count - 1; i >= 0; i--)
            into.WriteBytes(reversed.Written[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : reversed.Length)]);
        return starts.Count;
    }

    private bool TryWrite(TableRow row, WireWriter into, int limit)
    {
        var before = into.Length;
        Fill(row);
        PropertyRow.Write(into, columns, _cells);
        if (into.Length <= limit)
            return true;
        into.Truncate(before);
        return false;
    }

    private void Fill(TableRow row)
    {
        for (var i = 0; i < _cells.Length; i++)
            _cells[i] = TableCells.Of(row, columns[i], kind, depth);
    }
}
