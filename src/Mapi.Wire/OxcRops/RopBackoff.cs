using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcRops;

/// <summary>The server asks the client to wait: what follows the RopId. [MS-OXCROPS] 2.2.15.2.1</summary>
/// <param name="Duration">Milliseconds for the logon as a whole.</param>
/// <param name="BackoffRops">Operations with a wait of their own.</param>
public readonly record struct RopBackoff(byte LogonId, uint Duration, BackoffRop[] BackoffRops, ReadOnlyMemory<byte> AdditionalData)
{
    public static RopBackoff Read(ref WireReader reader)
    {
        var logon = reader.ReadByte();
        var duration = reader.ReadUInt32();
        var rops = new BackoffRop[reader.CheckCount(reader.ReadByte(), 5)];
        for (var i = 0; i < rops.Length; i++)
            rops[i] = new BackoffRop((RopId)reader.ReadByte(), reader.ReadUInt32());
        return new RopBackoff(logon, duration, rops, reader.ReadBytes(reader.ReadUInt16()).ToArray());
    }

    public void Write(WireWriter writer)
    {
        writer.WriteByte(LogonId);
        writer.WriteUInt32(Duration);
        writer.WriteByte(checked((byte)BackoffRops.Length));
        foreach (var rop in BackoffRops)
        {
            writer.WriteByte((byte)rop.RopId);
            writer.WriteUInt32(rop.Duration);
        }

        writer.WriteUInt16(checked((ushort)AdditionalData.Length));
        writer.WriteBytes(AdditionalData.Span);
    }
}

/// <summary>[MS-OXCROPS] 2.2.15.2.1.1</summary>
/// <param name="Duration">Milliseconds.</param>
public readonly record struct BackoffRop(RopId RopId, uint Duration);
