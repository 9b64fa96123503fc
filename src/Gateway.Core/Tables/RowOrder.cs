using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>The order of rows under some sort keys; rows that these leave equal follow their ids, so that the order is the same every time.</summary>
internal sealed class RowOrder(IReadOnlyList<SortOrder> orders) : IComparer<TableRow>
{
    /// <summary>Compares two rows one by one, for a few rows only.</summary>
    public int Compare(TableRow? left, TableRow? right)
    {
        var order = CompareKeys(left!, right!);
        return order != 0 ? order : CompareIds(left!, right!);
    }

    /// <summary>The same without the ids.</summary>
    public int CompareKeys(TableRow left, TableRow right)
    {
        foreach (var (column, direction) in orders)
        {
            var order = PropertyComparer.Compare(left.Get(column), right.Get(column));
            if (order != 0)
                return direction == SortDirection.Ascending ? order : -order;
        }

        return 0;
    }

    /// <summary>Sorts many rows.</summary>
    public TableRow[] Sort(TableRow[] rows)
    {
        if (orders.Count == 0 || rows.Length < 2)
            return rows;
        var columns = new SortKeys?[orders.Count];
        var order = new int[rows.Length];
        columns[0] = SortKeys.Of(rows, orders[0]);
        if (columns[0] is NumberSortKeys numbers)
        {
            numbers.Sort(order);
            SortEqual(rows, columns, order);
        }
        else
        {
            for (var i = 0; i < order.Length; i++)
                order[i] = i;
            order.AsSpan().Sort(Comparison(rows, columns, 0));
        }

        var sorted = new TableRow[rows.Length];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = rows[order[i]];
        return sorted;
    }

    /// <summary>Sorts each run of rows whose first key is equal by what follows.</summary>
    private void SortEqual(TableRow[] rows, SortKeys?[] columns, int[] order)
    {
        var first = columns[0]!;
        var compare = Comparison(rows, columns, 1);
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && first.Compare(order[start], order[end]) == 0)
                end++;
            if (end - start > 1)
                order.AsSpan(start, end - start).Sort(compare);
            start = end;
        }
    }

    /// <summary>Keys of the further columns are taken out when the first two rows need them.</summary>
    private Comparison<int> Comparison(TableRow[] rows, SortKeys?[] columns, int from) => (left, right) =>
    {
        for (var i = from; i < columns.Length; i++)
        {
            var order = (columns[i] ??= SortKeys.Of(rows, orders[i])).Compare(left, right);
            if (order != 0)
                return order;
        }

        return CompareIds(rows[left], rows[right]);
    };

    private static int CompareIds(TableRow left, TableRow right)
    {
        var order = left.RowId.CompareTo(right.RowId);
        return order != 0 ? order : left.Instance.CompareTo(right.Instance);
    }
}
