using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>Asks for the public folders of which the mailbox keeps read state. [MS-OXCROPS] 2.2.3.10.1</summary>
public readonly record struct RopGetPerUserLongTermIdsRequest(Guid DatabaseGuid) : IRopRequest<RopGetPerUserLongTermIdsRequest>
{
    public static RopId RopId => RopId.GetPerUserLongTermIds;

    public static RopGetPerUserLongTermIdsRequest Read(ref WireReader reader) => new(reader.ReadGuid());

    public void Write(WireWriter writer) => writer.WriteGuid(DatabaseGuid);
}

/// <summary>[MS-OXCROPS] 2.2.3.10.2</summary>
public readonly record struct RopGetPerUserLongTermIdsResponse(LongTermId[] LongTermIds) : IRopResponse<RopGetPerUserLongTermIdsResponse>
{
    public static RopGetPerUserLongTermIdsResponse Read(ref WireReader reader) => new(IdArray.ReadLongTerm(ref reader));

    public void Write(WireWriter writer) => IdArray.Write(writer, LongTermIds);
}
