using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>Makes the id that holds outside the session out of a short one. [MS-OXCROPS] 2.2.3.8.1</summary>
/// <param name="ObjectId">A folder or message id.</param>
public readonly record struct RopLongTermIdFromIdRequest(ulong ObjectId) : IRopRequest<RopLongTermIdFromIdRequest>
{
    public static RopId RopId => RopId.LongTermIdFromId;

    public static RopLongTermIdFromIdRequest Read(ref WireReader reader) => new(reader.ReadUInt64());

    public void Write(WireWriter writer) => writer.WriteUInt64(ObjectId);
}

/// <summary>[MS-OXCROPS] 2.2.3.8.2</summary>
public readonly record struct RopLongTermIdFromIdResponse(LongTermId LongTermId) : IRopResponse<RopLongTermIdFromIdResponse>
{
    public static RopLongTermIdFromIdResponse Read(ref WireReader reader) => new(LongTermId.Read(ref reader));

    public void Write(WireWriter writer) => LongTermId.Write(writer);
}
