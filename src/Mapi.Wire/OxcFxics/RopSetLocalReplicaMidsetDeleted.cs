using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Says which of the client's reserved ids it will never use. [MS-OXCROPS] 2.2.13.12.1</summary>
public readonly record struct RopSetLocalReplicaMidsetDeletedRequest(LongTermIdRange[] LongTermIdRanges) : IRopRequest<RopSetLocalReplicaMidsetDeletedRequest>
{
    public static RopId RopId => RopId.SetLocalReplicaMidsetDeleted;

    public static RopSetLocalReplicaMidsetDeletedRequest Read(ref WireReader reader)
    {
        var slice = reader.ReadSlice(reader.ReadUInt16());
        var ranges = new LongTermIdRange[slice.CheckCount(slice.ReadUInt32(), LongTermIdRange.Size)];
        for (var i = 0; i < ranges.Length; i++)
            ranges[i] = LongTermIdRange.Read(ref slice);
        return new RopSetLocalReplicaMidsetDeletedRequest(ranges);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)(4 + (LongTermIdRanges.Length * LongTermIdRange.Size))));
        writer.WriteUInt32((uint)LongTermIdRanges.Length);
        foreach (var range in LongTermIdRanges)
            range.Write(writer);
    }
}
