using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Compares the positions of two objects in a container. [MS-OXCMAPIHTTP] 2.2.5.3.1</summary>
public sealed record CompareMinIdsRequest(
    uint Reserved,
    Stat? State,
    MinimalEntryId MinimalId1,
    MinimalEntryId MinimalId2,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<CompareMinIdsRequest>
{
    public static CompareMinIdsRequest Read(ref WireReader reader) => new(
        Reserved: reader.ReadUInt32(),
        State: reader.ReadState(),
        MinimalId1: MinimalEntryId.Read(ref reader),
        MinimalId2: MinimalEntryId.Read(ref reader),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Reserved);
        writer.WriteState(State);
        MinimalId1.Write(writer);
        MinimalId2.Write(writer);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>The order of the two. [MS-OXCMAPIHTTP] 2.2.5.3.2</summary>
/// <param name="Result">Negative where the first stands before the second, zero where they are one.</param>
public sealed record CompareMinIdsResponse(
    ErrorCode ErrorCode,
    int Result,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<CompareMinIdsResponse>
{
    public static CompareMinIdsResponse Read(ref WireReader reader) => new(
        ErrorCode: reader.ReadStatus(),
        Result: reader.ReadInt32(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteInt32(Result);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
