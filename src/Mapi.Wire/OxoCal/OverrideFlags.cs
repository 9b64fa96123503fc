namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>Which properties an exception changes, and so which fields follow. [MS-OXOCAL] 2.2.1.44.2</summary>
[Flags]
public enum OverrideFlags : ushort
{
    None = 0,
    Subject = 0x0001,
    MeetingType = 0x0002,
    ReminderDelta = 0x0004,
    ReminderSet = 0x0008,
    Location = 0x0010,
    BusyStatus = 0x0020,
    Attachment = 0x0040,
    SubType = 0x0080,
    AppointmentColor = 0x0100,
    ExceptionalBody = 0x0200,
}
