using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>Puts header rows before the rows of each category, and leaves out what stands below collapsed ones. [MS-OXCTABL] 2.2.2.3.1</summary>
internal sealed class CategoryLayout
{
    private readonly TableRow[] _leaves;
    private readonly SortOrderSet _sort;
    private readonly CollapseState _state;
    private readonly List<TableRow> _visible = [];
    private readonly Dictionary<ulong, CategoryRow> _headers = [];
    private readonly List<PropertyValue?> _path = [];

    private CategoryLayout(TableRow[] leaves, SortOrderSet sort, CollapseState state)
    {
        _leaves = leaves;
        _sort = sort;
        _state = state;
        Add(0, leaves.Length, CategoryIds.Seed, visible: true);
        Rows = _visible.ToArray();
    }

    /// <summary>Headers and rows of data as they are seen.</summary>
    public TableRow[] Rows { get; }

    /// <param name="leaves">Rows of data in the order of the table.</param>
    /// <param name="sort">An order with categories.</param>
    /// <param name="state">Which are expanded.</param>
    public static CategoryLayout Of(TableRow[] leaves, SortOrderSet sort, CollapseState state) => new(leaves, sort, state);

    /// <summary>The header of a category, also of one that cannot be seen.</summary>
    public CategoryRow? Find(ulong id) => _headers.GetValueOrDefault(id);

    /// <summary>Adds the rows from start to end, which agree in the columns of the path.</summary>
    private void Add(int start, int end, ulong above, bool visible)
    {
        var depth = _path.Count;
        if (depth == _sort.CategoryCount)
        {
            if (visible)
                _visible.AddRange(_leaves.AsSpan(start, end - start));
            return;
        }

        var column = _sort.Orders[depth].Column;
        foreach (var (from, to, value) in Groups(start, end, depth))
        {
            _path.Add(value is null ? null : new PropertyValue(column, value));
            var id = CategoryIds.Of(above, value);
            var isExpanded = _state.IsExpanded(id, depth);
            var place = _visible.Count;
            if (visible)
                _visible.Add(_leaves[from]);
            Add(from, to, id, visible && isExpanded);
            var header = new CategoryRow(id, _path.ToArray())
            {
                IsExpanded = isExpanded,
                Count = to - from,
                Unread = CountUnread(from, to),
                Shown = visible && isExpanded ? _visible.Count - place - 1 : 0,
            };
            if (visible)
                _visible[place] = header;
            _headers[id] = header;
            _path.RemoveAt(depth);
        }
    }

    private List<(int From, int To, object? Value)> Groups(int start, int end, int depth)
    {
        var (column, direction) = _sort.Orders[depth];
        var groups = new List<(int From, int To, object? Value)>();
        for (var from = start; from < end;)
        {
            var value = _leaves[from].Get(column);
            var to = from + 1;
            while (to < end && PropertyComparer.Compare(value, _leaves[to].Get(column)) == 0)
                to++;
            groups.Add((from, to, value));
            from = to;
        }

        return depth == _sort.CategoryCount - 1 && _sort.MaximumColumn is { } maximum ? ByMaximum(groups, maximum, direction) : groups;
    }

    /// <summary>Categories by the greatest value that a further column has in each, for example conversations by their newest message.</summary>
    private List<(int From, int To, object? Value)> ByMaximum(List<(int From, int To, object? Value)> groups, PropertyTag column, SortDirection direction)
    {
        // The rows of a category stand by descending values of that column, so its first row has the greatest.
        var ordered = direction == SortDirection.Ascending
            ? groups.OrderBy(g => _leaves[g.From].Get(column), Comparer<object?>.Create(PropertyComparer.Compare))
            : groups.OrderByDescending(g => _leaves[g.From].Get(column), Comparer<object?>.Create(PropertyComparer.Compare));
        return ordered.ToList();
    }

    private int CountUnread(int from, int to)
    {
        var unread = 0;
        for (var i = from; i < to; i++)
            unread += _leaves[i].Get(PidTag.Read) is false ? 1 : 0;
        return unread;
    }
}
