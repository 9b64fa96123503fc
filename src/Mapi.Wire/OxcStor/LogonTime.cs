using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>The server's time in parts. [MS-OXCROPS] 2.2.3.1.2.1</summary>
/// <param name="DayOfWeek">0 is Sunday.</param>
public readonly record struct LogonTime(byte Seconds, byte Minutes, byte Hour, byte DayOfWeek, byte Day, byte Month, ushort Year)
{
    public static LogonTime From(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        return new LogonTime((byte)utc.Second, (byte)utc.Minute, (byte)utc.Hour, (byte)utc.DayOfWeek, (byte)utc.Day, (byte)utc.Month, (ushort)utc.Year);
    }

    public static LogonTime Read(ref WireReader reader) =>
        new(reader.ReadByte(), reader.ReadByte(), reader.ReadByte(), reader.ReadByte(), reader.ReadByte(), reader.ReadByte(), reader.ReadUInt16());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(Seconds);
        writer.WriteByte(Minutes);
        writer.WriteByte(Hour);
        writer.WriteByte(DayOfWeek);
        writer.WriteByte(Day);
        writer.WriteByte(Month);
        writer.WriteUInt16(Year);
    }
}
