using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Asks for the first object whose property is not less than a value. [MS-OXCMAPIHTTP] 2.2.5.16.1</summary>
/// <param name="Target">The property and the value that are sought.</param>
/// <param name="ExplicitTable">Objects among which is sought; null for the container.</param>
public sealed record SeekEntriesRequest(
    uint Reserved,
    Stat? State,
    PropertyValue? Target,
    IReadOnlyList<MinimalEntryId>? ExplicitTable,
    IReadOnlyList<PropertyTag>? Columns,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<SeekEntriesRequest>
{
    public static SeekEntriesRequest Read(ref WireReader reader)
    {
        var reserved = reader.ReadUInt32();
        var state = reader.ReadState();
        return new SeekEntriesRequest(
            reserved,
            state,
            Target: reader.ReadBoolean() ? AddressBookTaggedPropertyValue.Read(ref reader, state.String8()) : null,
            ExplicitTable: reader.ReadOptionalIds(),
            Columns: reader.ReadOptionalTags(),
            AuxiliaryBuffer: reader.ReadSized());
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Reserved);
        writer.WriteState(State);
        writer.WritePresence(Target is not null);
        if (Target is not null)
            AddressBookTaggedPropertyValue.Write(writer, Target.Value, State.String8());
        writer.WriteOptional(ExplicitTable);
        writer.WriteOptional(Columns);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>The position that was found, and rows where columns were asked for. [MS-OXCMAPIHTTP] 2.2.5.16.2</summary>
public sealed record SeekEntriesResponse(
    ErrorCode ErrorCode,
    Stat? State,
    AddressBookTable? Table,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<SeekEntriesResponse>
{
    public static SeekEntriesResponse Read(ref WireReader reader)
    {
        var error = reader.ReadStatus();
        var state = reader.ReadState();
        return new SeekEntriesResponse(
            error,
            state,
            Table: AddressBookTable.ReadOptional(ref reader, state.String8()),
            AuxiliaryBuffer: reader.ReadSized());
    }

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteState(State);
        AddressBookTable.WriteOptional(writer, Table, State.String8());
        writer.WriteSized(AuxiliaryBuffer);
    }
}
