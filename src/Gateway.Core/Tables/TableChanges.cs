namespace Mapigate.Gateway.Core.Tables;

/// <summary>
/// Turns the difference of two views into events which, applied in their order, make the rows of the one into those of the other: rows that went, then rows that came in
/// the order of the new view, so that each names a predecessor that is there, then rows that changed in place.
/// </summary>
internal static class TableChanges
{
    public static IReadOnlyList<TableChange> Between(TableView before, TableView after, int limit)
    {
        var ids = RowSetDifference.Between(before.Source, after.Source).Ids;
        if (ids.Count == 0)
            return [];
        if (ids.Count > limit)
            return [new TableChange(TableChangeKind.Changed)];

        var old = new Dictionary<(ulong, uint), TableRow>();
        foreach (var row in before.Rows)
        {
            if (ids.Contains(row.RowId))
                old[(row.RowId, row.Instance)] = row;
        }

        List<TableChange> added = [], modified = [];
        for (var i = 0; i < after.Rows.Length; i++)
        {
            var row = after.Rows[i];
            if (!ids.Contains(row.RowId))
                continue;
            var previous = i > 0 ? after.Rows[i - 1] : null;
            if (!old.Remove((row.RowId, row.Instance), out var was))
            {
                added.Add(new TableChange(TableChangeKind.RowAdded, row, previous));
            }
            else if (after.Spec.Order.CompareKeys(was, row) != 0)
            {
                // Another place: the client takes it out and puts it in again.
                old[(row.RowId, row.Instance)] = was;
                added.Add(new TableChange(TableChangeKind.RowAdded, row, previous));
            }
            else if (!was.IsSameAs(row))
            {
                modified.Add(new TableChange(TableChangeKind.RowModified, row, previous));
            }
        }

        var deleted = old.Values.Select(static row => new TableChange(TableChangeKind.RowDeleted, row));
        var changes = deleted.Concat(added).Concat(modified).ToList();
        return changes.Count <= limit ? changes : [new TableChange(TableChangeKind.Changed)];
    }
}
