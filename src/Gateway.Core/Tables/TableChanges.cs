namespace Mapigate.Gateway.Core.Tables;

/// <summary>
/// Turns the difference of two views into events which, applied in their order, make the rows of the one into those of the other: rows that went, then rows that came in
/// the order of the new view, so that each names a predecessor that is there, then rows that changed in place.
/// </summary>
internal static class TableChanges
{
    private static readonly TableChange[] ReadAnew = [new TableChange(TableChangeKind.Changed)];

    /// <param name="before">What the client knows.</param>
    /// <param name="after">What the table shows now, by the same specification.</param>
    /// <param name="limit">Changed rows beyond which the client had better read the table anew.</param>
    public static IReadOnlyList<TableChange> Between(TableView before, TableView after, int limit)
    {
        var difference = RowSetDifference.Between(before.Source, after.Source);
        if (difference.Count == 0)
            return [];
        var spec = after.Spec;
        if (difference.Count > limit || spec.MaxRows is not null)
            return IsSame(before.Rows, after.Rows) ? [] : ReadAnew;

        var old = spec.Select(difference.Gone).ToDictionary(static row => (row.RowId, row.Instance));
        List<(int Place, TableChange Change)> added = [], modified = [];
        foreach (var row in spec.Select(difference.Present))
        {
            if (after.Find(row) is not { } place)
                return ReadAnew;
            var previous = place > 0 ? after.Rows[place - 1] : null;
            var key = (row.RowId, row.Instance);

            // A row whose keys changed has another place: the client takes it out and puts it in again.
            if (!old.TryGetValue(key, out var was) || spec.Order.CompareKeys(was, row) != 0)
            {
                added.Add((place, new TableChange(TableChangeKind.RowAdded, row, previous)));
                continue;
            }

            old.Remove(key);
            modified.Add((place, new TableChange(TableChangeKind.RowModified, row, previous)));
        }

        var deleted = old.Values.Select(static row => new TableChange(TableChangeKind.RowDeleted, row));
        TableChange[] changes = [.. deleted, .. added.OrderBy(static a => a.Place).Select(static a => a.Change), .. modified.Select(static m => m.Change)];
        return (before.IsOrdered && after.IsOrdered) || Lead(changes, before.Rows, after.Rows) ? changes : ReadAnew;
    }

    /// <summary>The changes make the one list into the other. In the natural order of a hierarchy rows may change places without having changed.</summary>
    private static bool Lead(TableChange[] changes, TableRow[] before, TableRow[] after)
    {
        var rows = before.ToList();
        foreach (var (kind, row, previous) in changes)
        {
            if (kind == TableChangeKind.RowDeleted)
                rows.RemoveAll(row!.HasKeyOf);
            else if (kind == TableChangeKind.RowAdded)
                rows.Insert(previous is null ? 0 : rows.FindIndex(previous.HasKeyOf) + 1, row!);
        }

        return rows.Count == after.Length && rows.Zip(after).All(static pair => pair.First.HasKeyOf(pair.Second));
    }

    private static bool IsSame(TableRow[] before, TableRow[] after) => before.Length == after.Length && before.Zip(after).All(static pair => pair.First.IsSameAs(pair.Second));
}
