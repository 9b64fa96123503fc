using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Asks for the address of an address book endpoint. [MS-OXCMAPIHTTP] 2.2.5.19.1</summary>
/// <param name="UserDn">Distinguished name of the user's mailbox.</param>
public sealed record GetAddressBookUrlRequest(
    uint Flags,
    string UserDn,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<GetAddressBookUrlRequest>
{
    public static GetAddressBookUrlRequest Read(ref WireReader reader) => new(
        Flags: reader.ReadUInt32(),
        UserDn: reader.ReadUtf16Z(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Flags);
        writer.WriteUtf16Z(UserDn);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>Where the address book endpoint is. [MS-OXCMAPIHTTP] 2.2.5.19.2</summary>
public sealed record GetAddressBookUrlResponse(
    ErrorCode ErrorCode,
    string ServerUrl,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<GetAddressBookUrlResponse>
{
    public static GetAddressBookUrlResponse Read(ref WireReader reader) => new(
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
