using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>PidLidGlobalObjectId and PidLidCleanGlobalObjectId: which meeting, and of a series which instance. [MS-OXOCAL] 2.2.1.27, 2.2.1.28</summary>
public sealed record GlobalObjectId
{
    private const int SmallestSize = 40;

    private static readonly byte[] ByteArrayId = [0x04, 0x00, 0x00, 0x00, 0x82, 0x00, 0xE0, 0x00, 0x74, 0xC5, 0xB7, 0x10, 0x1A, 0x82, 0xE0, 0x08];

    // [MS-OXCICAL] 2.1.3.1.1.20.26: precedes a UID that is no identifier of this kind itself.
    private static readonly byte[] ForeignUid = [.. "vCal-Uid"u8, 1, 0, 0, 0];

    /// <summary>The original day of the instance; null for the series or a single meeting.</summary>
    public DateOnly? InstanceDate { get; init; }

    public FileTime CreationTime { get; init; }

    /// <summary>Reserved, zero.</summary>
    public ulong Reserved { get; init; }

    public byte[] Data { get; init; } = [];

    /// <summary>The identifier of the whole series.</summary>
    public GlobalObjectId Clean => this with { InstanceDate = null };

    /// <summary>Finds the identifier that stands for an iCalendar UID. [MS-OXCICAL] 2.1.3.1.1.20.26</summary>
    public static GlobalObjectId OfUid(string uid)
    {
        if (uid.Length >= SmallestSize * 2 && uid.Length % 2 == 0 && uid.StartsWith(Convert.ToHexString(ByteArrayId), StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                return Parse(Convert.FromHexString(uid));
            }
            catch (Exception e) when (e is FormatException or WireFormatException)
            {
                // Some other identifier that begins alike.
            }
        }

        return new GlobalObjectId { Data = [.. ForeignUid, .. Encoding.UTF8.GetBytes(uid), 0] };
    }

    /// <summary>The iCalendar UID: the one that was foreign, or the clean identifier in hexadecimal.</summary>
    public string ToUid()
    {
        if (Data.AsSpan().StartsWith(ForeignUid))
            return Encoding.UTF8.GetString(Data.AsSpan(ForeignUid.Length).TrimEnd((byte)0));
        return Convert.ToHexString(Clean.ToBytes());
    }

    public static GlobalObjectId Read(ref WireReader reader)
    {
        if (!reader.ReadBytes(ByteArrayId.Length).SequenceEqual(ByteArrayId))
            throw new WireFormatException("No global object id");
        var year = (reader.ReadByte() * 256) + reader.ReadByte();
        var month = reader.ReadByte();
        var day = reader.ReadByte();
        var isDate = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        return new GlobalObjectId
        {
            InstanceDate = isDate ? new DateOnly(year, month, day) : null,
            CreationTime = new FileTime(reader.ReadInt64()),
            Reserved = reader.ReadUInt64(),
            Data = reader.ReadBytes(reader.CheckCount(reader.ReadUInt32(), 1)).ToArray(),
        };
    }

    public void Write(WireWriter writer)
    {
        writer.WriteBytes(ByteArrayId);

        // The year alone is big-endian.
        writer.WriteByte((byte)((InstanceDate?.Year ?? 0) / 256));
        writer.WriteByte((byte)((InstanceDate?.Year ?? 0) % 256));
        writer.WriteByte((byte)(InstanceDate?.Month ?? 0));
        writer.WriteByte((byte)(InstanceDate?.Day ?? 0));
        writer.WriteInt64(CreationTime.Value);
        writer.WriteUInt64(Reserved);
        writer.WriteUInt32((uint)Data.Length);
        writer.WriteBytes(Data);
    }

    public static GlobalObjectId Parse(ReadOnlySpan<byte> blob)
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
