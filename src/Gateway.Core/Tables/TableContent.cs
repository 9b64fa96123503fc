namespace Mapigate.Gateway.Core.Tables;

/// <summary>What a table shows now: the view of its source's rows, the categories over it, and the cursor.</summary>
internal sealed class TableContent(IRowSource source)
{
    /// <summary>Changes at once beyond which a client had better read the table anew.</summary>
    private const int MaxChanges = 256;

    private TableView? _view;
    private TableView? _told;
    private CategoryLayout? _layout;

    public TableCursor Cursor { get; } = new();

    public ViewSpec Spec { get; private set; } = ViewSpec.All;

    public CollapseState Collapse { get; private set; } = new(0);

    public bool HasView => _told is not null;

    /// <summary>Other rows or another order: the cursor goes to the begin, and no bookmark is valid any more.</summary>
    public void Restart(ViewSpec spec)
    {
        Spec = spec;
        Collapse = new CollapseState(spec.Sort.ExpandedCount);
        _view = _told = null;
        _layout = null;
        Cursor.Restart([]);
    }

    /// <summary>Takes in what the source has now.</summary>
    public void Refresh()
    {
        var rows = source.Current;
        if (_view is not null && ReferenceEquals(_view.Source, rows))
            return;
        var isFirst = _view is null;
        _view = rows.View(Spec);
        _told ??= _view;
        LayOut();
        if (isFirst)
            Cursor.Place = 0;
    }

    /// <summary>The header of a category; null where there is none.</summary>
    public CategoryRow? FindCategory(ulong id) => _layout?.Find(id);

    /// <summary>Applies what has changed in <see cref="Collapse"/>.</summary>
    public void LayOut()
    {
        _layout = Spec.Sort.CategoryCount > 0 ? CategoryLayout.Of(_view!.Rows, Spec.Sort, Collapse) : null;
        Cursor.Follow(_layout?.Rows ?? _view!.Rows);
    }

    /// <summary>What has changed since the last call, or since the client first looked; empty before that.</summary>
    public IReadOnlyList<TableChange> TakeChanges()
    {
        if (_told is not { } told)
            return [];
        _told = source.Current.View(Spec);
        var changes = TableChanges.Between(told, _told, MaxChanges);

        // Rows that come and go change headers too, and which of them are seen depends on what is expanded: such a table is read anew.
        return Spec.Sort.CategoryCount == 0 || changes.Count == 0 ? changes : [new TableChange(TableChangeKind.Changed)];
    }
}
