using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Begins a session with a mailbox. [MS-OXCMAPIHTTP] 2.2.4.1.1</summary>
/// <param name="UserDn">Distinguished name of the user.</param>
/// <param name="Flags">Bit 0 asks for administrative privilege.</param>
/// <param name="DefaultCodePage">Code page of 8-bit strings.</param>
public sealed record ConnectRequest(
    string UserDn,
    uint Flags,
    uint DefaultCodePage,
    uint LcidSort,
    uint LcidString,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<ConnectRequest>
{
    public static ConnectRequest Read(ref WireReader reader) => new(
        UserDn: reader.ReadAsciiZ(),
        Flags: reader.ReadUInt32(),
        DefaultCodePage: reader.ReadUInt32(),
        LcidSort: reader.ReadUInt32(),
        LcidString: reader.ReadUInt32(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteAsciiZ(UserDn);
        writer.WriteUInt32(Flags);
        writer.WriteUInt32(DefaultCodePage);
        writer.WriteUInt32(LcidSort);
        writer.WriteUInt32(LcidString);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>The session, and how often and how soon to ask again. [MS-OXCMAPIHTTP] 2.2.4.1.2</summary>
/// <param name="PollsMax">Milliseconds between polls.</param>
/// <param name="RetryDelay">Milliseconds before a retry.</param>
/// <param name="DnPrefix">What distinguished names of recipients begin with.</param>
/// <param name="DisplayName">The user.</param>
public sealed record ConnectResponse(
    ErrorCode ErrorCode,
    uint PollsMax,
    uint RetryCount,
    uint RetryDelay,
    string DnPrefix,
    string DisplayName,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<ConnectResponse>
{
    public static ConnectResponse Read(ref WireReader reader) => new(
        ErrorCode: reader.ReadStatus(),
        PollsMax: reader.ReadUInt32(),
        RetryCount: reader.ReadUInt32(),
        RetryDelay: reader.ReadUInt32(),
        DnPrefix: reader.ReadAsciiZ(),
        DisplayName: reader.ReadUtf16Z(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteUInt32(PollsMax);
        writer.WriteUInt32(RetryCount);
        writer.WriteUInt32(RetryDelay);
        writer.WriteAsciiZ(DnPrefix);
        writer.WriteUtf16Z(DisplayName);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
