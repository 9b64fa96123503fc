using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>Which rows a view shows, and in which order. Two of the same meaning are equal.</summary>
internal sealed class ViewSpec : IEquatable<ViewSpec>
{
    public static readonly ViewSpec All = new(null, SortOrderSet.None);

    private readonly string _key;

    public ViewSpec(Restriction? restriction, SortOrderSet sort)
    {
        Restriction = restriction;
        Sort = sort;
        Order = new RowOrder(sort.Orders);
        _key = KeyOf(restriction, sort);
    }

    public Restriction? Restriction { get; }

    public SortOrderSet Sort { get; }

    public RowOrder Order { get; }

    /// <summary>Most rows, where the restriction counts. [MS-OXCDATA] 2.12.12</summary>
    public uint? MaxRows => (Restriction as CountRestriction)?.Count;

    /// <summary>The rows that are shown of some objects, in no particular order.</summary>
    public IEnumerable<TableRow> Select(IReadOnlyList<TableRow> rows)
    {
        var shown = Sort.InstanceColumn is { } column ? rows.SelectMany(row => RowInstance.Of(row, column)) : rows;
        return Restriction is null ? shown : shown.Where(row => RestrictionEvaluator.Matches(Restriction, row));
    }

    public bool Equals(ViewSpec? other) => other is not null && _key == other._key;

    public override bool Equals(object? obj) => Equals(obj as ViewSpec);

    public override int GetHashCode() => _key.GetHashCode(StringComparison.Ordinal);

    private static string KeyOf(Restriction? restriction, SortOrderSet sort)
    {
        using var writer = new WireWriter();
        writer.WriteInt32(sort.CategoryCount);
        writer.WriteInt32(sort.Orders.Count);
        foreach (var order in sort.Orders)
            order.Write(writer);
        restriction?.Write(writer, Encoding.UTF8);
        return Encoding.Latin1.GetString(writer.Written);
    }
}
