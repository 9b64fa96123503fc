using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Ends a session with a mailbox. [MS-OXCMAPIHTTP] 2.2.4.3.1</summary>
public sealed record DisconnectRequest(byte[] AuxiliaryBuffer) : IMapiHttpBody<DisconnectRequest>
{
    public static DisconnectRequest Read(ref WireReader reader) => new(AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer) => writer.WriteSized(AuxiliaryBuffer);
}

/// <summary>The session has ended. [MS-OXCMAPIHTTP] 2.2.4.3.2</summary>
public sealed record DisconnectResponse(
    ErrorCode ErrorCode,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<DisconnectResponse>
{
    public static DisconnectResponse Read(ref WireReader reader) => new(
        ErrorCode: reader.ReadStatus(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
