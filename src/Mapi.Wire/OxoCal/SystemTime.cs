using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>
/// The SYSTEMTIME of a change of offset. With year zero, <see cref="Day"/> says which <see cref="DayOfWeek"/> of the month: 1 to 4, or 5
/// for the last. Month zero stands for no change at all. [MS-DTYP] 2.3.13, [MS-OXOCAL] 2.2.1.39
/// </summary>
public readonly record struct SystemTime(ushort Year, ushort Month, ushort DayOfWeek, ushort Day, ushort Hour, ushort Minute, ushort Second, ushort Milliseconds)
{
    public bool IsEmpty => Month == 0;

    public static SystemTime Read(ref WireReader reader) => new(
        Year: reader.ReadUInt16(),
        Month: reader.ReadUInt16(),
        DayOfWeek: reader.ReadUInt16(),
        Day: reader.ReadUInt16(),
        Hour: reader.ReadUInt16(),
        Minute: reader.ReadUInt16(),
        Second: reader.ReadUInt16(),
        Milliseconds: reader.ReadUInt16());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(Year);
        writer.WriteUInt16(Month);
        writer.WriteUInt16(DayOfWeek);
        writer.WriteUInt16(Day);
        writer.WriteUInt16(Hour);
        writer.WriteUInt16(Minute);
        writer.WriteUInt16(Second);
        writer.WriteUInt16(Milliseconds);
    }
}
