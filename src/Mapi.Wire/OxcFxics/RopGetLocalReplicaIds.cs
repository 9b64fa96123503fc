using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Reserves a range of ids for objects that the client makes. [MS-OXCROPS] 2.2.13.13.1</summary>
public readonly record struct RopGetLocalReplicaIdsRequest(uint IdCount) : IRopRequest<RopGetLocalReplicaIdsRequest>
{
    public static RopId RopId => RopId.GetLocalReplicaIds;

    public static RopGetLocalReplicaIdsRequest Read(ref WireReader reader) => new(reader.ReadUInt32());

    public void Write(WireWriter writer) => writer.WriteUInt32(IdCount);
}

/// <summary>[MS-OXCROPS] 2.2.13.13.2</summary>
/// <param name="GlobalCount">The first of the reserved ids.</param>
public readonly record struct RopGetLocalReplicaIdsResponse(Guid ReplGuid, GlobalCounter GlobalCount) : IRopResponse<RopGetLocalReplicaIdsResponse>
{
    public static RopGetLocalReplicaIdsResponse Read(ref WireReader reader) => new(reader.ReadGuid(), GlobalCounter.Read(reader.ReadBytes(6)));

    public void Write(WireWriter writer)
    {
        writer.WriteGuid(ReplGuid);
        Span<byte> six = stackalloc byte[6];
        GlobalCount.Write(six);
        writer.WriteBytes(six);
    }
}
