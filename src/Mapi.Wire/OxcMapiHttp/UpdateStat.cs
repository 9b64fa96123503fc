using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Moves the position in a container. [MS-OXCMAPIHTTP] 2.2.5.17.1</summary>
public sealed record UpdateStatRequest(
    uint Reserved,
    Stat? State,
    bool DeltaRequested,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<UpdateStatRequest>
{
    public static UpdateStatRequest Read(ref WireReader reader) => new(
        Reserved: reader.ReadUInt32(),
        State: reader.ReadState(),
        DeltaRequested: reader.ReadBoolean(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Reserved);
        writer.WriteState(State);
        writer.WriteBoolean(DeltaRequested);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>The new position. [MS-OXCMAPIHTTP] 2.2.5.17.2</summary>
/// <param name="Delta">Rows that were moved.</param>
public sealed record UpdateStatResponse(
    ErrorCode ErrorCode,
    Stat? State,
    int? Delta,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<UpdateStatResponse>
{
    public static UpdateStatResponse Read(ref WireReader reader) => new(
        ErrorCode: reader.ReadStatus(),
        State: reader.ReadState(),
        Delta: reader.ReadBoolean() ? reader.ReadInt32() : null,
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteState(State);
        writer.WritePresence(Delta is not null);
        if (Delta is not null)
            writer.WriteInt32(Delta.Value);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
