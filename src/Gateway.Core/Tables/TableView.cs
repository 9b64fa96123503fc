namespace Mapigate.Gateway.Core.Tables;

/// <summary>The rows of a set that a specification shows, in its order. Immutable.</summary>
internal sealed class TableView
{
    /// <summary>Where more than this share of the rows changed, all are sorted anew.</summary>
    private const int DeriveShare = 4;

    private TableView(RowSet source, ViewSpec spec, TableRow[] rows)
    {
        Source = source;
        Spec = spec;
        Rows = rows;
    }

    public RowSet Source { get; }

    public ViewSpec Spec { get; }

    public TableRow[] Rows { get; }

    /// <summary>The rows stand by the keys of the specification and by ids, so that one is found by halving.</summary>
    public bool IsOrdered => Spec.Sort.Orders.Count > 0 || Source.IsAscending;

    public static TableView Build(RowSet source, ViewSpec spec)
    {
        var rows = spec.Order.Sort(spec.Select(source.Array).ToArray());
        return new TableView(source, spec, spec.MaxRows is { } most && most < (uint)rows.Length ? rows[..(int)most] : rows);
    }

    /// <summary>The view after a change of the rows, made from the view before: rows that did not change keep their places.</summary>
    public static TableView Derive(TableView before, RowSet source)
    {
        var spec = before.Spec;
        if (spec.MaxRows is not null || !before.IsOrdered || !source.IsAscending)
            return Build(source, spec);
        var difference = RowSetDifference.Between(before.Source, source);
        if (difference.Count > source.Rows.Count / DeriveShare)
            return Build(source, spec);

        var places = new List<int>();
        foreach (var row in spec.Select(difference.Gone))
        {
            if (before.Find(row) is not { } place)
                return Build(source, spec);
            places.Add(place);
        }

        places.Sort();
        return new TableView(source, spec, Insert(Remove(before.Rows, places), spec.Order.Sort(spec.Select(difference.Present).ToArray()), spec.Order));
    }

    /// <summary>The place of a row, or of one with the same keys and id; null where there is none.</summary>
    public int? Find(TableRow row)
    {
        var place = IsOrdered ? Array.BinarySearch(Rows, row, Spec.Order) : Array.FindIndex(Rows, row.HasKeyOf);
        return place < 0 ? null : place;
    }

    private static TableRow[] Remove(TableRow[] rows, List<int> places)
    {
        if (places.Count == 0)
            return rows;
        var kept = new TableRow[rows.Length - places.Count];
        int from = 0, to = 0;
        foreach (var place in places)
        {
            Array.Copy(rows, from, kept, to, place - from);
            to += place - from;
            from = place + 1;
        }

        Array.Copy(rows, from, kept, to, rows.Length - from);
        return kept;
    }

    private static TableRow[] Insert(TableRow[] kept, TableRow[] inserted, RowOrder order)
    {
        if (inserted.Length == 0)
            return kept;
        var rows = new TableRow[kept.Length + inserted.Length];
        int from = 0, to = 0;
        foreach (var row in inserted)
        {
            var place = ~Array.BinarySearch(kept, from, kept.Length - from, row, order);
            Array.Copy(kept, from, rows, to, place - from);
            to += place - from;
            from = place;
            rows[to++] = row;
        }

        Array.Copy(kept, from, rows, to, kept.Length - from);
        return rows;
    }
}
