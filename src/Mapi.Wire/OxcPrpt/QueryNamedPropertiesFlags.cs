namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>[MS-OXCPRPT] 2.2.9.1</summary>
[Flags]
public enum QueryNamedPropertiesFlags : byte
{
    None = 0,
    NoStrings = 0x01,
    NoIds = 0x02,
}
