namespace Mapigate.Gateway.Core.Tables;

/// <summary>What differs between two moments of the same rows.</summary>
/// <param name="Ids">Ids of the objects that came, went or changed.</param>
/// <param name="Present">Those of their rows that the later moment has.</param>
internal sealed record RowSetDifference(HashSet<ulong> Ids, List<TableRow> Present)
{
    public static RowSetDifference Between(RowSet before, RowSet after)
    {
        var difference = new RowSetDifference([], []);
        if (ReferenceEquals(before, after))
            return difference;
        if (before.IsAscending && after.IsAscending)
            difference.Merge(before.Rows, after.Rows);
        else
            difference.Merge(before.Rows.OrderBy(static r => r.RowId).ToArray(), after.Rows.OrderBy(static r => r.RowId).ToArray());
        return difference;
    }

    private void Merge(IReadOnlyList<TableRow> before, IReadOnlyList<TableRow> after)
    {
        int i = 0, j = 0;
        while (i < before.Count || j < after.Count)
        {
            if (i < before.Count && j < after.Count && ReferenceEquals(before[i], after[j]))
            {
                i++;
                j++;
            }
            else if (j >= after.Count || (i < before.Count && before[i].RowId < after[j].RowId))
            {
                Ids.Add(before[i++].RowId);
            }
            else if (i >= before.Count || after[j].RowId < before[i].RowId)
            {
                Ids.Add(after[j].RowId);
                Present.Add(after[j++]);
            }
            else
            {
                if (!before[i].IsSameAs(after[j]) && Ids.Add(after[j].RowId))
                    Present.Add(after[j]);
                i++;
                j++;
            }
        }
    }
}
