namespace Mapigate.Backends.Local.Vdir;

/// <summary>The items of a collection in memory, and which were removed when. Used by one caller at a time, who holds the collection's gate.</summary>
internal sealed class VdirIndex
{
    private const int MostRemoved = 5000;

    private readonly Dictionary<string, ItemRow> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _removed = new(StringComparer.Ordinal);

    public int Count => _rows.Count;

    /// <summary>Number of the last change.</summary>
    public ulong Sequence { get; private set; }

    /// <summary>What was removed before this is forgotten.</summary>
    public ulong Floor { get; private set; }

    public IReadOnlyCollection<ItemRow> Rows => _rows.Values;

    public IReadOnlyDictionary<string, ulong> Removed => _removed;

    public IReadOnlyList<string> Names => [.. _rows.Keys, .. _removed.Keys];

    public ItemRow? Find(string name) => _rows.GetValueOrDefault(name);

    public void Load(ItemRow row)
    {
        _rows[row.Name] = row;
        _removed.Remove(row.Name);
    }

    public void LoadRemoved(string name, ulong sequence)
    {
        _rows.Remove(name);
        _removed[name] = sequence;
    }

    public void Restore(ulong sequence, ulong floor) => (Sequence, Floor) = (sequence, floor);

    /// <summary>Nothing is known of earlier states.</summary>
    public void Begin()
    {
        _rows.Clear();
        _removed.Clear();
        Floor = Next();
    }

    /// <summary>A number larger than any before; from the clock, so that numbers of which the record was lost are not given again.</summary>
    public ulong Next() => Sequence = Math.Max(Sequence + 1, (ulong)((TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / 10));

    public void Remove(string name)
    {
        LoadRemoved(name, Next());
        if (_removed.Count <= MostRemoved)
            return;
        foreach (var (oldest, sequence) in _removed.OrderBy(pair => pair.Value).Take(MostRemoved / 2).ToList())
        {
            _removed.Remove(oldest);
            Floor = sequence;
        }
    }
}
