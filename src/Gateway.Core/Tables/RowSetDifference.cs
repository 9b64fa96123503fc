namespace Mapigate.Gateway.Core.Tables;

/// <summary>What differs between two moments of the same rows: objects that came, went or changed.</summary>
/// <param name="Gone">Their rows of the earlier moment.</param>
/// <param name="Present">Their rows of the later moment.</param>
internal sealed record RowSetDifference(List<TableRow> Gone, List<TableRow> Present)
{
    /// <summary>Rows that differ; one that changed counts twice.</summary>
    public int Count => Gone.Count + Present.Count;

    public static RowSetDifference Between(RowSet before, RowSet after)
    {
        var difference = new RowSetDifference([], []);
        if (!ReferenceEquals(before, after))
            difference.Merge(ById(before), ById(after));
        return difference;
    }

    private static TableRow[] ById(RowSet set) => set.IsAscending ? set.Array : set.Array.OrderBy(static r => r.RowId).ToArray();

    /// <summary>Rows that are the same object are passed over without a look into them.</summary>
    private void Merge(TableRow[] before, TableRow[] after)
    {
        int i = 0, j = 0;
        while (i < before.Length && j < after.Length)
        {
            var (old, now) = (before[i], after[j]);
            if (ReferenceEquals(old, now))
            {
                i++;
                j++;
                continue;
            }

            var order = old.RowId.CompareTo(now.RowId);
            if (order == 0 && old.IsSameAs(now))
            {
                i++;
                j++;
                continue;
            }

            if (order <= 0)
                Gone.Add(before[i++]);
            if (order >= 0)
                Present.Add(after[j++]);
        }

        for (; i < before.Length; i++)
            Gone.Add(before[i]);
        for (; j < after.Length; j++)
            Present.Add(after[j]);
    }
}
