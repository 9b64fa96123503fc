namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>PatternType of a recurrence: which pattern-specific fields follow. [MS-OXOCAL] 2.2.1.44.1</summary>
public enum RecurrencePatternType : ushort
{
    Day = 0x0000,
    Week = 0x0001,
    Month = 0x0002,
    MonthNth = 0x0003,
    MonthEnd = 0x0004,
    HjMonth = 0x000A,
    HjMonthNth = 0x000B,
    HjMonthEnd = 0x000C,
}
