using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>Asks for the store that a public folder's kept read state came from. [MS-OXCROPS] 2.2.3.11.1</summary>
public readonly record struct RopGetPerUserGuidRequest(LongTermId LongTermId) : IRopRequest<RopGetPerUserGuidRequest>
{
    public static RopId RopId => RopId.GetPerUserGuid;

    public static RopGetPerUserGuidRequest Read(ref WireReader reader) => new(LongTermId.Read(ref reader));

    public void Write(WireWriter writer) => LongTermId.Write(writer);
}

/// <summary>[MS-OXCROPS] 2.2.3.11.2</summary>
public readonly record struct RopGetPerUserGuidResponse(Guid DatabaseGuid) : IRopResponse<RopGetPerUserGuidResponse>
{
    public static RopGetPerUserGuidResponse Read(ref WireReader reader) => new(reader.ReadGuid());

    public void Write(WireWriter writer) => writer.WriteGuid(DatabaseGuid);
}
