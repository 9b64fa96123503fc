using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Sorts the objects of an explicit table. [MS-OXCMAPIHTTP] 2.2.5.15.1</summary>
public sealed record ResortRestrictionRequest(
    uint Reserved,
    Stat? State,
    IReadOnlyList<MinimalEntryId>? MinimalIds,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<ResortRestrictionRequest>
{
    public static ResortRestrictionRequest Read(ref WireReader reader) => new(
        Reserved: reader.ReadUInt32(),
        State: reader.ReadState(),
        MinimalIds: reader.ReadOptionalIds(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Reserved);
        writer.WriteState(State);
        writer.WriteOptional(MinimalIds);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>The objects in their order. [MS-OXCMAPIHTTP] 2.2.5.15.2</summary>
public sealed record ResortRestrictionResponse(
    ErrorCode ErrorCode,
    Stat? State,
    IReadOnlyList<MinimalEntryId>? MinimalIds,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<ResortRestrictionResponse>
{
    public static ResortRestrictionResponse Read(ref WireReader reader) => new(
        ErrorCode: reader.ReadStatus(),
        State: reader.ReadState(),
        MinimalIds: reader.ReadOptionalIds(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteState(State);
        writer.WriteOptional(MinimalIds);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
