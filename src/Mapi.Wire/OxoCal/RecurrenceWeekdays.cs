namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>The weekdays of a pattern, one bit each. [MS-OXOCAL] 2.2.1.44.1.3</summary>
[Flags]
public enum RecurrenceWeekdays : uint
{
    None = 0,
    Sunday = 0x01,
    Monday = 0x02,
    Tuesday = 0x04,
    Wednesday = 0x08,
    Thursday = 0x10,
    Friday = 0x20,
    Saturday = 0x40,
    Workdays = Monday | Tuesday | Wednesday | Thursday | Friday,
    WeekendDays = Sunday | Saturday,
    All = Workdays | WeekendDays,
}
