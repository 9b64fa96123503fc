using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Asks for properties of the object at a position. [MS-OXCMAPIHTTP] 2.2.5.7.1</summary>
public sealed record GetPropsRequest(
    RetrievePropertyFlags Flags,
    Stat? State,
    IReadOnlyList<PropertyTag>? PropertyTags,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<GetPropsRequest>
{
    public static GetPropsRequest Read(ref WireReader reader) => new(
        Flags: (RetrievePropertyFlags)reader.ReadUInt32(),
        State: reader.ReadState(),
        PropertyTags: reader.ReadOptionalTags(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32((uint)Flags);
        writer.WriteState(State);
        writer.WriteOptional(PropertyTags);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>The properties; one without a value has type ErrorCode. [MS-OXCMAPIHTTP] 2.2.5.7.2</summary>
/// <param name="CodePage">Of the String8 values.</param>
public sealed record GetPropsResponse(
    ErrorCode ErrorCode,
    uint CodePage,
    IReadOnlyList<PropertyValue>? PropertyValues,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<GetPropsResponse>
{
    public static GetPropsResponse Read(ref WireReader reader)
    {
        var error = reader.ReadStatus();
        var codePage = reader.ReadUInt32();
        return new GetPropsResponse(
            error,
            codePage,
            PropertyValues: reader.ReadOptionalValues(StringEncodings.Of(codePage)),
            AuxiliaryBuffer: reader.ReadSized());
    }

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteUInt32(CodePage);
        writer.WriteOptional(PropertyValues, StringEncodings.Of(CodePage));
        writer.WriteSized(AuxiliaryBuffer);
    }
}
