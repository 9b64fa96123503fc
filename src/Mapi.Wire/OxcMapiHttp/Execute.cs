using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Remote operations. [MS-OXCMAPIHTTP] 2.2.4.2.1</summary>
/// <param name="Flags">1 no compression, 2 no obfuscation, 4 more than one payload is welcome.</param>
/// <param name="RopBuffer">Payloads, each behind its RPC_HEADER_EXT.</param>
/// <param name="MaxRopOut">Most bytes of the RopBuffer that answers.</param>
public sealed record ExecuteRequest(
    uint Flags,
    byte[] RopBuffer,
    uint MaxRopOut,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<ExecuteRequest>
{
    public static ExecuteRequest Read(ref WireReader reader) => new(
        Flags: reader.ReadUInt32(),
        RopBuffer: reader.ReadSized(),
        MaxRopOut: reader.ReadUInt32(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Flags);
        writer.WriteSized(RopBuffer);
        writer.WriteUInt32(MaxRopOut);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>Responses of remote operations. [MS-OXCMAPIHTTP] 2.2.4.2.2</summary>
/// <param name="Flags">Zero.</param>
/// <param name="RopBuffer">Payloads, each behind its RPC_HEADER_EXT.</param>
public sealed record ExecuteResponse(
    ErrorCode ErrorCode,
    uint Flags,
    byte[] RopBuffer,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<ExecuteResponse>
{
    public static ExecuteResponse Read(ref WireReader reader) => new(
        ErrorCode: reader.ReadStatus(),
        Flags: reader.ReadUInt32(),
        RopBuffer: reader.ReadSized(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteUInt32(Flags);
        writer.WriteSized(RopBuffer);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
