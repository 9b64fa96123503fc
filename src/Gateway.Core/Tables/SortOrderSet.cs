using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>The order of a table, and which of its first columns make categories. [MS-OXCTABL] 2.2.2.3.1</summary>
/// <param name="Orders">Sort keys, the most important first.</param>
/// <param name="CategoryCount">How many of them make categories.</param>
/// <param name="ExpandedCount">How many of the categories are expanded at first.</param>
public sealed record SortOrderSet(IReadOnlyList<SortOrder> Orders, int CategoryCount = 0, int ExpandedCount = 0)
{
    /// <summary>More sort keys are refused; Exchange takes six.</summary>
    public const int MaxOrders = 16;

    /// <summary>No order: rows stand as their source gives them.</summary>
    public static readonly SortOrderSet None = new([]);

    /// <summary>The multi-valued column of which each value makes a row; null where there is none. [MS-OXCDATA] 2.11.1.3</summary>
    public PropertyTag? InstanceColumn => Orders.Where(static o => IsInstance(o.Column)).Select(static o => (PropertyTag?)o.Column).FirstOrDefault();

    /// <summary>The column after the categories by whose greatest value in each category the innermost categories are ordered; null where there is none.</summary>
    public PropertyTag? MaximumColumn => CategoryCount > 0 && CategoryCount < Orders.Count && Orders[CategoryCount].Direction == SortDirection.MaximumCategory ? Orders[CategoryCount].Column : null;

    /// <summary>What stands in the way of sorting so.</summary>
    public ErrorCode Validate()
    {
        if (Orders.Count > MaxOrders)
            return ErrorCode.TooComplex;
        if (CategoryCount > Orders.Count || ExpandedCount > CategoryCount)
            return ErrorCode.InvalidParameter;
        for (var i = 0; i < Orders.Count; i++)
        {
            var (column, direction) = Orders[i];
            if (!IsSortable(column) || !Enum.IsDefined(direction) || (direction == SortDirection.MaximumCategory && (CategoryCount == 0 || i != CategoryCount)))
                return ErrorCode.InvalidParameter;
        }

        return Orders.Count(static o => IsInstance(o.Column)) > 1 ? ErrorCode.TooComplex : ErrorCode.Success;
    }

    /// <summary>The column stands for one value of a multi-valued property.</summary>
    internal static bool IsInstance(PropertyTag column) => ((ushort)column.Type & PropertyTag.MultivalueInstance) != 0;

    /// <summary>The same property with all its values.</summary>
    internal static PropertyTag WithoutInstance(PropertyTag column) => column.WithType((PropertyType)((ushort)column.Type & ~PropertyTag.MultivalueInstance));

    private static bool IsSortable(PropertyTag column) => TableColumns.IsValid(column)
        && column.Type is not (PropertyType.Object or PropertyType.Restriction or PropertyType.RuleAction or PropertyType.Null);
}
