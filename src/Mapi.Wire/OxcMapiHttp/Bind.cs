using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Begins a session with an address book. [MS-OXCMAPIHTTP] 2.2.5.1.1</summary>
public sealed record BindRequest(
    uint Flags,
    Stat? State,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<BindRequest>
{
    public static BindRequest Read(ref WireReader reader) => new(
        Flags: reader.ReadUInt32(),
        State: reader.ReadState(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Flags);
        writer.WriteState(State);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>The session. [MS-OXCMAPIHTTP] 2.2.5.1.2</summary>
/// <param name="ServerGuid">Stands in Ephemeral Entry IDs.</param>
public sealed record BindResponse(
    ErrorCode ErrorCode,
    Guid ServerGuid,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<BindResponse>
{
    public static BindResponse Read(ref WireReader reader) => new(
        ErrorCode: reader.ReadStatus(),
        ServerGuid: reader.ReadGuid(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteGuid(ServerGuid);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
