using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Locks a range of a stream. [MS-OXCROPS] 2.2.9.10.1</summary>
public readonly record struct RopLockRegionStreamRequest(ulong RegionOffset, ulong RegionSize, uint LockFlags) : IRopRequest<RopLockRegionStreamRequest>
{
    public static RopId RopId => RopId.LockRegionStream;

    public static RopLockRegionStreamRequest Read(ref WireReader reader) => new(reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadUInt32());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt64(RegionOffset);
        writer.WriteUInt64(RegionSize);
        writer.WriteUInt32(LockFlags);
    }
}
