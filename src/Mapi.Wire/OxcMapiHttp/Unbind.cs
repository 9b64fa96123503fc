using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Ends a session with an address book. [MS-OXCMAPIHTTP] 2.2.5.2.1</summary>
public sealed record UnbindRequest(
    uint Reserved,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<UnbindRequest>
{
    public static UnbindRequest Read(ref WireReader reader) => new(
        Reserved: reader.ReadUInt32(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Reserved);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>The session has ended; the ErrorCode of success is 1. [MS-OXCMAPIHTTP] 2.2.5.2.2</summary>
public sealed record UnbindResponse(
    ErrorCode ErrorCode,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<UnbindResponse>
{
    public static UnbindResponse Read(ref WireReader reader) => new(
        ErrorCode: reader.ReadStatus(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
