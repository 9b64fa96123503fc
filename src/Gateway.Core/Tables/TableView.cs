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

    public static TableView Build(RowSet source, ViewSpec spec) => new(source, spec, Limit(spec.Order.Sort(Select(source.Rows, spec).ToArray()), spec));

    /// <summary>The view after a change of the rows, made from the view before: rows that did not change keep their places.</summary>
    public static TableView Derive(TableView before, RowSet source)
    {
        var spec = before.Spec;
        var difference = RowSetDifference.Between(before.Source, source);
        if (difference.Ids.Count > source.Rows.Count / DeriveShare || spec.MaxRows is not null || spec.Sort.Orders.Count == 0)
            return Build(source, spec);

        var inserted = spec.Order.Sort(Select(difference.Present, spec).ToArray());
        var kept = Array.FindAll(before.Rows, row => !difference.Ids.Contains(row.RowId));
        if (inserted.Length == 0)
            return new TableView(source, spec, kept);

        var rows = new TableRow[kept.Length + inserted.Length];
        int from = 0, to = 0;
        foreach (var row in inserted)
        {
            var place = Array.BinarySearch(kept, from, kept.Length - from, row, spec.Order);
            place = place < 0 ? ~place : place;
            Array.Copy(kept, from, rows, to, place - from);
            to += place - from;
            from = place;
            rows[to++] = row;
        }

        Array.Copy(kept, from, rows, to, kept.Length - from);
        return new TableView(source, spec, rows);
    }

    private static IEnumerable<TableRow> Select(IReadOnlyList<TableRow> rows, ViewSpec spec)
    {
        var shown = spec.Sort.InstanceColumn is { } column ? rows.SelectMany(row => RowInstance.Of(row, column)) : rows;
        return spec.Restriction is null ? shown : shown.Where(spec.Shows);
    }

    private static TableRow[] Limit(TableRow[] rows, ViewSpec spec) => spec.MaxRows is { } most && most < (uint)rows.Length ? rows[..(int)most] : rows;
}
