using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>Which property tags may be columns. [MS-OXCTABL] 3.2.5.2</summary>
internal static class TableColumns
{
    /// <summary>The type is one of the defined types but Unspecified and ErrorCode; an instance of a multi-valued property counts.</summary>
    public static bool IsValid(PropertyTag column)
    {
        var type = column.Type;
        if (SortOrderSet.IsInstance(column))
        {
            if (!column.IsMultivalued)
                return false;
            type = SortOrderSet.WithoutInstance(column).Type;
        }

        return type is not (PropertyType.Unspecified or PropertyType.ErrorCode) && Enum.IsDefined(type);
    }
}
