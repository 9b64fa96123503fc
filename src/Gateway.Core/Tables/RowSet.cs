using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>
/// The rows that stand behind a table at one moment. Immutable; the views that were computed over it are kept with it, so that opening a folder again costs no
/// sort, and are carried over a change by sorting in only the rows that changed.
/// </summary>
public sealed class RowSet
{
    /// <summary>Views that are kept; beyond it all are dropped, for a client that tries one restriction after the other.</summary>
    private const int MaxViews = 16;

    /// <summary>Rows at each end that are asked for their tags; a folder's items are much alike.</summary>
    private const int TagSample = 1000;

    public static readonly RowSet Empty = new([]);

    private readonly Lock _lock = new();
    private readonly Dictionary<ViewSpec, TableView> _views = [];
    private readonly Lazy<bool>? _isAscending;
    private readonly Lazy<PropertyTag[]> _tags;
    private RowSet? _before;

    /// <param name="rows">The rows in their natural order.</param>
    /// <param name="before">What the rows were before a change, if known: its views help to make this one's.</param>
    /// <param name="isAscending">The rows stand by ascending id; else that is found out when it matters.</param>
    public RowSet(IReadOnlyList<TableRow> rows, RowSet? before = null, bool isAscending = false)
    {
        Rows = rows;
        Array = rows as TableRow[] ?? rows.ToArray();
        _before = before?.Hand();
        _isAscending = isAscending ? null : new Lazy<bool>(FindAscending);
        _tags = new(FindTags);
    }

    public IReadOnlyList<TableRow> Rows { get; }

    /// <summary>The same rows, for loops over all of them: an array is read several times as fast as by its interface. Not to be written to.</summary>
    internal TableRow[] Array { get; }

    /// <summary>Tags of the properties that rows have.</summary>
    public IReadOnlyList<PropertyTag> Tags => _tags.Value;

    /// <summary>The rows stand by ascending id.</summary>
    internal bool IsAscending => _isAscending?.Value ?? true;

    /// <summary>The rows that a specification shows, in its order; the same object every time.</summary>
    internal TableView View(ViewSpec spec)
    {
        RowSet? before;
        lock (_lock)
        {
            if (_views.TryGetValue(spec, out var known))
                return known;
            before = _before;
        }

        // Two callers may compute the same view at once; the one that is first is kept.
        var view = before?.Known(spec) is { } old ? TableView.Derive(old, this) : TableView.Build(this, spec);
        lock (_lock)
        {
            if (_views.TryGetValue(spec, out var known))
                return known;
            if (_views.Count >= MaxViews)
                _views.Clear();
            _views[spec] = view;
        }

        return view;
    }

    /// <summary>What a successor may derive its views from: this set where it has views, else what it got itself. Older sets are let go.</summary>
    private RowSet? Hand()
    {
        lock (_lock)
        {
            var handed = _views.Count > 0 ? this : _before;
            _before = null;
            return handed;
        }
    }

    private TableView? Known(ViewSpec spec)
    {
        lock (_lock)
            return _views.GetValueOrDefault(spec);
    }

    private bool FindAscending()
    {
        for (var i = 1; i < Array.Length; i++)
        {
            if (Array[i - 1].RowId >= Array[i].RowId)
                return false;
        }

        return true;
    }

    private PropertyTag[] FindTags()
    {
        var tags = new HashSet<PropertyTag>();
        for (var i = 0; i < Rows.Count; i++)
        {
            if (i == TagSample)
                i = Math.Max(i, Rows.Count - TagSample);
            tags.UnionWith(Rows[i].Tags);
        }

        var sorted = tags.ToArray();
        System.Array.Sort(sorted);
        return sorted;
    }
}
