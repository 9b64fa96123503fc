using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>A TZRule: the rule of a zone from one year on. [MS-OXOCAL] 2.2.1.41.1</summary>
public sealed record TimeZoneRule
{
    internal const int Size = 66;

    private const int UnusedLength = 14;

    public TimeZoneRuleFlags Flags { get; init; }

    /// <summary>First year to which the rule applies, in UTC.</summary>
    public ushort Year { get; init; }

    /// <summary>The field X: 14 bytes, mostly zero; Outlook writes a 1601 date into them.</summary>
    public byte[] Unused { get; init; } = new byte[UnusedLength];

    public int Bias { get; init; }

    public int StandardBias { get; init; }

    public int DaylightBias { get; init; }

    public SystemTime StandardDate { get; init; }

    public SystemTime DaylightDate { get; init; }

    public static TimeZoneRule Read(ref WireReader reader)
    {
        // Major and minor version, and the size of what follows, which is fixed.
        reader.Skip(4);
        return new TimeZoneRule
        {
            Flags = (TimeZoneRuleFlags)reader.ReadUInt16(),
            Year = reader.ReadUInt16(),
            Unused = reader.ReadBytes(UnusedLength).ToArray(),
            Bias = reader.ReadInt32(),
            StandardBias = reader.ReadInt32(),
            DaylightBias = reader.ReadInt32(),
            StandardDate = SystemTime.Read(ref reader),
            DaylightDate = SystemTime.Read(ref reader),
        };
    }

    public void Write(WireWriter writer)
    {
        writer.WriteByte(2);
        writer.WriteByte(1);
        writer.WriteUInt16(Size - 4);
        writer.WriteUInt16((ushort)Flags);
        writer.WriteUInt16(Year);
        writer.WriteBytes(Unused.AsSpan(0, UnusedLength));
        writer.WriteInt32(Bias);
        writer.WriteInt32(StandardBias);
        writer.WriteInt32(DaylightBias);
        StandardDate.Write(writer);
        DaylightDate.Write(writer);
    }
}
