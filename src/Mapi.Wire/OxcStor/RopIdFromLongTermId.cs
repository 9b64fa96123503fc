using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>Makes the short id out of the one that holds outside the session. [MS-OXCROPS] 2.2.3.9.1</summary>
public readonly record struct RopIdFromLongTermIdRequest(LongTermId LongTermId) : IRopRequest<RopIdFromLongTermIdRequest>
{
    public static RopId RopId => RopId.IdFromLongTermId;

    public static RopIdFromLongTermIdRequest Read(ref WireReader reader) => new(LongTermId.Read(ref reader));

    public void Write(WireWriter writer) => LongTermId.Write(writer);
}

/// <summary>[MS-OXCROPS] 2.2.3.9.2</summary>
/// <param name="ObjectId">A folder or message id.</param>
public readonly record struct RopIdFromLongTermIdResponse(ulong ObjectId) : IRopResponse<RopIdFromLongTermIdResponse>
{
    public static RopIdFromLongTermIdResponse Read(ref WireReader reader) => new(reader.ReadUInt64());

    public void Write(WireWriter writer) => writer.WriteUInt64(ObjectId);
}
