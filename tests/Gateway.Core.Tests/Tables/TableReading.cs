using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Gateway.Core.Tests.Tables;

/// <summary>What a client does with a table, read back from the bytes that the table writes.</summary>
internal static class TableReading
{
    public static Table Open(this IRowSource source, TableKind kind = TableKind.Contents, params PropertyTag[] columns)
    {
        var table = new Table(source, kind);
        Assert.Equal(ErrorCode.Success, table.SetColumns(columns.Length > 0 ? columns : [PidTag.InstID]));
        return table;
    }

    public static PropertyRow[] Read(this Table table, int count, bool forward = true, bool advance = true, int room = 0x7000)
    {
        using var writer = new WireWriter();
        var batch = table.QueryRows(count, forward, advance, writer, room);
        Assert.Equal(ErrorCode.Success, batch.Error);
        Assert.InRange(writer.Length, 0, room);
        return PropertyRow.ReadMany(writer.Written, batch.Count, table.Columns);
    }

    /// <summary>Ids of rows of a table whose first column is PidTagInstID.</summary>
    public static ulong[] Ids(this IEnumerable<PropertyRow> rows) => rows.Select(r => (ulong)(long)r.Values[0]! >> 16).ToArray();

    public static ulong[] ReadIds(this Table table, int count = 1000, bool forward = true, bool advance = true) => table.Read(count, forward, advance).Ids();

    public static (int Place, int Rows) Position(this Table table)
    {
        Assert.Equal(ErrorCode.Success, table.QueryPosition(out var place, out var rows));
        return (place, rows);
    }

    public static SortOrderSet By(params SortOrder[] orders) => new(orders);

    public static SortOrder Ascending(this PropertyTag column) => new(column, SortDirection.Ascending);

    public static SortOrder Descending(this PropertyTag column) => new(column, SortDirection.Descending);
}
