using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>An object's row for one value of a multi-valued property. [MS-OXCTABL] 2.2.1.2</summary>
/// <param name="row">The object's row.</param>
/// <param name="column">The property, with the flag of an instance in its type.</param>
/// <param name="value">The value; null where the object has none.</param>
/// <param name="instance">Number of the value.</param>
internal sealed class RowInstance(TableRow row, PropertyTag column, object? value, uint instance) : TableRow
{
    public TableRow Row => row;

    public override ulong RowId => row.RowId;

    public override uint Instance => instance;

    public override IEnumerable<PropertyTag> Tags => row.Tags;

    /// <summary>The rows of one object: one for each value, or a single one.</summary>
    public static IEnumerable<TableRow> Of(TableRow row, PropertyTag column)
    {
        if (row.Get(SortOrderSet.WithoutInstance(column)) is not Array { Length: > 0 } values)
            return [new RowInstance(row, column, null, 0)];
        return Enumerable.Range(0, values.Length).Select(i => new RowInstance(row, column, values.GetValue(i), (uint)i));
    }

    public override object? Get(PropertyTag tag) =>
        tag.Unicode == column.Unicode || (tag.Id == column.Id && SortOrderSet.IsInstance(tag)) ? value
        : tag == PidTag.InstanceNum ? (int)instance
        : row.Get(tag);

    public override bool IsSameAs(TableRow other) => other is RowInstance instance && Instance == instance.Instance && row.IsSameAs(instance.Row);
}
