using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Asks which objects names stand for. [MS-OXCMAPIHTTP] 2.2.5.14.1</summary>
public sealed record ResolveNamesRequest(
    uint Reserved,
    Stat? State,
    IReadOnlyList<PropertyTag>? PropertyTags,
    IReadOnlyList<string>? Names,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<ResolveNamesRequest>
{
    public static ResolveNamesRequest Read(ref WireReader reader) => new(
        Reserved: reader.ReadUInt32(),
        State: reader.ReadState(),
        PropertyTags: reader.ReadOptionalTags(),
        Names: reader.ReadBoolean() ? reader.ReadMany(2, static (ref WireReader r) => r.ReadUtf16Z()) : null,
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Reserved);
        writer.WriteState(State);
        writer.WriteOptional(PropertyTags);
        writer.WritePresence(Names is not null);
        if (Names is not null)
        {
            writer.WriteUInt32((uint)Names.Count);
            foreach (var name in Names)
                writer.WriteUtf16Z(name);
        }

        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>Whether each name was resolved, and a row for each that was. [MS-OXCMAPIHTTP] 2.2.5.14.2</summary>
/// <param name="CodePage">Of the String8 values.</param>
/// <param name="MinimalIds">For each name <see cref="MinimalEntryId.Unresolved"/>, <see cref="MinimalEntryId.Ambiguous"/> or <see cref="MinimalEntryId.Resolved"/>.</param>
public sealed record ResolveNamesResponse(
    ErrorCode ErrorCode,
    uint CodePage,
    IReadOnlyList<MinimalEntryId>? MinimalIds,
    AddressBookTable? Table,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<ResolveNamesResponse>
{
    public static ResolveNamesResponse Read(ref WireReader reader)
    {
        var error = reader.ReadStatus();
        var codePage = reader.ReadUInt32();
        return new ResolveNamesResponse(
            error,
            codePage,
            MinimalIds: reader.ReadOptionalIds(),
            Table: AddressBookTable.ReadOptional(ref reader, StringEncodings.Of(codePage)),
            AuxiliaryBuffer: reader.ReadSized());
    }

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteUInt32(CodePage);
        writer.WriteOptional(MinimalIds);
        AddressBookTable.WriteOptional(writer, Table, StringEncodings.Of(CodePage));
        writer.WriteSized(AuxiliaryBuffer);
    }
}
