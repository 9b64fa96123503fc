using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Asks which properties an object has. [MS-OXCMAPIHTTP] 2.2.5.6.1</summary>
public sealed record GetPropListRequest(
    RetrievePropertyFlags Flags,
    MinimalEntryId MinimalId,
    uint CodePage,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<GetPropListRequest>
{
    public static GetPropListRequest Read(ref WireReader reader) => new(
        Flags: (RetrievePropertyFlags)reader.ReadUInt32(),
        MinimalId: MinimalEntryId.Read(ref reader),
        CodePage: reader.ReadUInt32(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32((uint)Flags);
        MinimalId.Write(writer);
        writer.WriteUInt32(CodePage);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>The properties that the object has. [MS-OXCMAPIHTTP] 2.2.5.6.2</summary>
public sealed record GetPropListResponse(
    ErrorCode ErrorCode,
    IReadOnlyList<PropertyTag>? PropertyTags,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<GetPropListResponse>
{
    public static GetPropListResponse Read(ref WireReader reader) => new(
        ErrorCode: reader.ReadStatus(),
        PropertyTags: reader.ReadOptionalTags(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteOptional(PropertyTags);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
