namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>A PtypCurrency value: ten-thousandths. [MS-OXCDATA] 2.11.1</summary>
public readonly record struct Currency(long Value) : IComparable<Currency>
{
    public int CompareTo(Currency other) => Value.CompareTo(other.Value);
}
