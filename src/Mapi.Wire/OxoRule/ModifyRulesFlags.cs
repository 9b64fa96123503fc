namespace Mapigate.Mapi.Wire.OxoRule;

/// <summary>[MS-OXORULE] 2.2.1.1</summary>
[Flags]
public enum ModifyRulesFlags : byte
{
    None = 0,
    Replace = 0x01,
}
