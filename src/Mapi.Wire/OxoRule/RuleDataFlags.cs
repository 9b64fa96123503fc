namespace Mapigate.Mapi.Wire.OxoRule;

/// <summary>[MS-OXORULE] 2.2.1.3</summary>
public enum RuleDataFlags : byte
{
    Add = 0x01,
    Modify = 0x02,
    Remove = 0x04,
}
