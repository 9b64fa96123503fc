namespace Mapigate.Mapi.Wire.OxoRule;

/// <summary>[MS-OXORULE] 2.2.2.1</summary>
[Flags]
public enum RulesTableFlags : byte
{
    None = 0,
    Unicode = 0x40,
}
