namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>[MS-OXCTABL] 2.2.2.1.3</summary>
public enum TableStatus : byte
{
    Complete = 0x00,
    Sorting = 0x09,
    SortError = 0x0A,
    SettingColumns = 0x0B,
    SetColumnsError = 0x0D,
    Restricting = 0x0E,
    RestrictError = 0x0F,
}
