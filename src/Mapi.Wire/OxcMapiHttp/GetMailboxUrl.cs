using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Asks for the address of a mailbox endpoint. [MS-OXCMAPIHTTP] 2.2.5.18.1</summary>
/// <param name="ServerDn">Distinguished name of the mailbox server.</param>
public sealed record GetMailboxUrlRequest(
    uint Flags,
    string ServerDn,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<GetMailboxUrlRequest>
{
    public static GetMailboxUrlRequest Read(ref WireReader reader) => new(
        Flags: reader.ReadUInt32(),
        ServerDn: reader.ReadUtf16Z(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Flags);
        writer.WriteUtf16Z(ServerDn);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>Where the mailbox endpoint is. [MS-OXCMAPIHTTP] 2.2.5.18.2</summary>
public sealed record GetMailboxUrlResponse(
    ErrorCode ErrorCode,
    string ServerUrl,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<GetMailboxUrlResponse>
{
    public static GetMailboxUrlResponse Read(ref WireReader reader) => new(
        ErrorCode: reader.ReadStatus(),
        ServerUrl: reader.ReadUtf16Z(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteUtf16Z(ServerUrl);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
