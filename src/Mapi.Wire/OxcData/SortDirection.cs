namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>[MS-OXCDATA] 2.13.1</summary>
public enum SortDirection : byte
{
    Ascending = 0,
    Descending = 1,

    /// <summary>The categories are in the order of the greatest value of this column in each.</summary>
    MaximumCategory = 4,
}
