namespace Mapigate.Gateway.Core.Tables;

/// <summary>Finds for a place among the rows of before its place among the rows of after.</summary>
internal sealed class RowPlaces(TableRow[] before, TableRow[] after)
{
    /// <summary>Rows that are looked at around the old place before all are put into a dictionary: most changes move a row by a few places.</summary>
    private const int Nearby = 64;

    private Dictionary<(ulong, uint), int>? _places;

    /// <summary>The place of the same row, or of the next one that is still there; an end stays an end.</summary>
    public int Map(int place)
    {
        for (var i = place; i < before.Length; i++)
        {
            if (Find(before[i], i) is { } found)
                return found;
        }

        return after.Length;
    }

    /// <summary>The place of a row; null where it is gone.</summary>
    public int? Find(TableRow row, int hint)
    {
        if (_places is null)
        {
            for (var distance = 0; distance <= Nearby; distance++)
            {
                if (IsAt(row, hint + distance))
                    return hint + distance;
                if (IsAt(row, hint - distance))
                    return hint - distance;
            }

            _places = new Dictionary<(ulong, uint), int>(after.Length);
            for (var i = 0; i < after.Length; i++)
                _places[(after[i].RowId, after[i].Instance)] = i;
        }

        return _places.TryGetValue((row.RowId, row.Instance), out var place) ? place : null;
    }

    private bool IsAt(TableRow row, int place) => (uint)place < (uint)after.Length && after[place].HasKeyOf(row);
}
