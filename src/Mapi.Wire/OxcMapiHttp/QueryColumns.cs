using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Asks which properties the address book knows. [MS-OXCMAPIHTTP] 2.2.5.13.1</summary>
public sealed record QueryColumnsRequest(
    uint Reserved,
    QueryColumnsFlags MapiFlags,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<QueryColumnsRequest>
{
    public static QueryColumnsRequest Read(ref WireReader reader) => new(
        Reserved: reader.ReadUInt32(),
        MapiFlags: (QueryColumnsFlags)reader.ReadUInt32(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Reserved);
        writer.WriteUInt32((uint)MapiFlags);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>The properties that the address book knows. [MS-OXCMAPIHTTP] 2.2.5.13.2</summary>
public sealed record QueryColumnsResponse(
    ErrorCode ErrorCode,
    IReadOnlyList<PropertyTag>? Columns,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<QueryColumnsResponse>
{
    public static QueryColumnsResponse Read(ref WireReader reader) => new(
        ErrorCode: reader.ReadStatus(),
        Columns: reader.ReadOptionalTags(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteOptional(Columns);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
