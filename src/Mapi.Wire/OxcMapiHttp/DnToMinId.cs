using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Asks for the Minimal Entry IDs of distinguished names. [MS-OXCMAPIHTTP] 2.2.5.4.1</summary>
public sealed record DnToMinIdRequest(
    uint Reserved,
    IReadOnlyList<string>? Names,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<DnToMinIdRequest>
{
    public static DnToMinIdRequest Read(ref WireReader reader) => new(
        Reserved: reader.ReadUInt32(),
        Names: reader.ReadBoolean() ? reader.ReadMany(1, static (ref WireReader r) => r.ReadAsciiZ()) : null,
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Reserved);
        writer.WritePresence(Names is not null);
        if (Names is not null)
        {
            writer.WriteUInt32((uint)Names.Count);
            foreach (var name in Names)
                writer.WriteAsciiZ(name);
        }

        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>An id for each name, zero for one that is not known. [MS-OXCMAPIHTTP] 2.2.5.4.2</summary>
public sealed record DnToMinIdResponse(
    ErrorCode ErrorCode,
    IReadOnlyList<MinimalEntryId>? MinimalIds,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<DnToMinIdResponse>
{
    public static DnToMinIdResponse Read(ref WireReader reader) => new(
        ErrorCode: reader.ReadStatus(),
        MinimalIds: reader.ReadOptionalIds(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteOptional(MinimalIds);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
