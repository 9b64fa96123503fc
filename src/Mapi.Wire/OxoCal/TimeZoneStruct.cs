using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>PidLidTimeZoneStruct: one rule for all years. Biases are minutes that are added to local time to reach UTC. [MS-OXOCAL] 2.2.1.39</summary>
public sealed record TimeZoneStruct
{
    public int Bias { get; init; }

    /// <summary>Added to <see cref="Bias"/> in standard time.</summary>
    public int StandardBias { get; init; }

    /// <summary>Added to <see cref="Bias"/> in daylight time.</summary>
    public int DaylightBias { get; init; }

    public ushort StandardYear { get; init; }

    /// <summary>When standard time begins, in daylight time; empty where there is no daylight time.</summary>
    public SystemTime StandardDate { get; init; }

    public ushort DaylightYear { get; init; }

    /// <summary>When daylight time begins, in standard time.</summary>
    public SystemTime DaylightDate { get; init; }

    public static TimeZoneStruct Read(ref WireReader reader) => new()
    {
        Bias = reader.ReadInt32(),
        StandardBias = reader.ReadInt32(),
        DaylightBias = reader.ReadInt32(),
        StandardYear = reader.ReadUInt16(),
        StandardDate = SystemTime.Read(ref reader),
        DaylightYear = reader.ReadUInt16(),
        DaylightDate = SystemTime.Read(ref reader),
    };

    public void Write(WireWriter writer)
    {
        writer.WriteInt32(Bias);
        writer.WriteInt32(StandardBias);
        writer.WriteInt32(DaylightBias);
        writer.WriteUInt16(StandardYear);
        StandardDate.Write(writer);
        writer.WriteUInt16(DaylightYear);
        DaylightDate.Write(writer);
    }

    public static TimeZoneStruct Parse(ReadOnlySpan<byte> blob)
    {
        var reader = new WireReader(blob);
        return Read(ref reader);
    }

    public byte[] ToBytes()
    {
        using var writer = new WireWriter();
        Write(writer);
        return writer.ToArray();
    }
}
