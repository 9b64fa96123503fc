using System.Globalization;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>One column's values of many rows, taken out once so that a sort compares without asking the rows.</summary>
internal abstract class SortKeys
{
    public static SortKeys Of(ReadOnlySpan<TableRow> rows, SortOrder order)
    {
        var descending = order.Direction != SortDirection.Ascending;
        switch (order.Column.Unicode.Type)
        {
            case PropertyType.Time or PropertyType.Integer32 or PropertyType.Integer64 or PropertyType.Integer16 or PropertyType.Boolean or PropertyType.Currency:
                var numbers = new long[rows.Length];
                var present = new bool[rows.Length];
                for (var i = 0; i < rows.Length; i++)
                    present[i] = rows[i].Get(order.Column) is { } value && PropertyComparer.TryNumber(value, out numbers[i]);
                return new NumberSortKeys(numbers, present, descending);
            case PropertyType.String:
                var texts = new SortKey?[rows.Length];
                for (var i = 0; i < rows.Length; i++)
                    texts[i] = rows[i].Get(order.Column) is string text ? PropertyComparer.Strings.GetSortKey(text, PropertyComparer.StringOptions) : null;
                return new StringSortKeys(texts, descending);
            default:
                var values = new object?[rows.Length];
                for (var i = 0; i < rows.Length; i++)
                    values[i] = rows[i].Get(order.Column);
                return new ValueSortKeys(values, descending);
        }
    }

    /// <summary>Compares two rows by their numbers in the order that the column asks for.</summary>
    public abstract int Compare(int left, int right);

    private sealed class StringSortKeys(SortKey?[] keys, bool descending) : SortKeys
    {
        public override int Compare(int left, int right)
        {
            var (a, b) = descending ? (keys[right], keys[left]) : (keys[left], keys[right]);
            return a is null || b is null ? (a is null ? 0 : 1) - (b is null ? 0 : 1) : SortKey.Compare(a, b);
        }
    }

    private sealed class ValueSortKeys(object?[] values, bool descending) : SortKeys
    {
        public override int Compare(int left, int right) => descending ? PropertyComparer.Compare(values[right], values[left]) : PropertyComparer.Compare(values[left], values[right]);
    }
}

/// <summary>The keys of a column of numbers.</summary>
internal sealed class NumberSortKeys(long[] keys, bool[] present, bool descending) : SortKeys
{
    public override int Compare(int left, int right)
    {
        var order = present[left] && present[right] ? keys[left].CompareTo(keys[right]) : present[left].CompareTo(present[right]);
        return descending ? -order : order;
    }

    /// <summary>Sorts the numbers of all rows by this column alone; rows of equal keys stand in any order.</summary>
    public void Sort(int[] rows)
    {
        // Absent values first: a primitive sort of the others is several times as fast as one by comparison.
        var absent = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (!present[i])
                rows[absent++] = i;
        }

        var at = absent;
        var sorted = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (!present[i])
                continue;
            rows[at] = i;
            sorted[at++] = keys[i];
        }

        Array.Sort(sorted, rows, absent, rows.Length - absent);
        if (descending)
            Array.Reverse(rows);
    }
}
