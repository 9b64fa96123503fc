using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>The header of the rows that have the same value of a category's column. [MS-OXCTABL] 1.3.3</summary>
/// <param name="id">Stays the same as long as the category's values do.</param>
/// <param name="values">Its own column's value and those of the categories above, outermost first.</param>
internal sealed class CategoryRow(ulong id, IReadOnlyList<PropertyValue?> values) : TableRow
{
    private const int Expanded = 3;
    private const int Collapsed = 4;

    public override ulong RowId => id;

    public bool IsExpanded { get; init; }

    /// <summary>Rows of data below it.</summary>
    public int Count { get; init; }

    public int Unread { get; init; }

    /// <summary>Visible rows that its expansion shows.</summary>
    public int Shown { get; init; }

    public override IEnumerable<PropertyTag> Tags =>
        [PidTag.InstID, PidTag.InstanceNum, PidTag.RowType, PidTag.Depth, PidTag.ContentCount, PidTag.ContentUnreadCount, .. values.OfType<PropertyValue>().Select(v => v.Tag)];

    public override object? Get(PropertyTag tag)
    {
        if (tag == PidTag.InstID)
            return (long)id;
        if (tag == PidTag.InstanceNum)
            return 0;
        if (tag == PidTag.RowType)
            return IsExpanded ? Expanded : Collapsed;
        if (tag == PidTag.Depth)
            return values.Count - 1;
        if (tag == PidTag.ContentCount)
            return Count;
        if (tag == PidTag.ContentUnreadCount)
            return Unread;
        foreach (var value in values)
        {
            if (value is { } known && known.Tag.Unicode == tag.Unicode)
                return known.Value;
        }

        return null;
    }

    public override bool IsSameAs(TableRow other) => other is CategoryRow header && header.RowId == id && header.IsExpanded == IsExpanded && header.Count == Count && header.Unread == Unread;
}
