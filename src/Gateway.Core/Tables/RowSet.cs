using System.Collections.Concurrent;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>The rows that stand behind a table at one moment. Immutable; views that were computed over it are kept with it, so that opening a folder again costs no sort.</summary>
public sealed class RowSet(IReadOnlyList<TableRow> rows)
{
    public static readonly RowSet Empty = new([]);

    public IReadOnlyList<TableRow> Rows { get; } = rows;

    /// <summary>Row orders by the restriction and sort that made them.</summary>
    public ConcurrentDictionary<object, object> Views { get; } = new();
}
