using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Asks for the objects of a container that match a filter, or that a property of one object refers to. [MS-OXCMAPIHTTP] 2.2.5.5.1</summary>
/// <param name="PropertyName">The property to be opened as a table: its set and its identifier.</param>
/// <param name="RowCount">Most objects that are wanted.</param>
public sealed record GetMatchesRequest(
    uint Reserved,
    Stat? State,
    IReadOnlyList<MinimalEntryId>? MinimalIds,
    uint InterfaceOptionFlags,
    Restriction? Filter,
    (Guid Set, uint Id)? PropertyName,
    uint RowCount,
    IReadOnlyList<PropertyTag>? Columns,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<GetMatchesRequest>
{
    /// <summary>HasValue bytes stand before the values inside the filter.</summary>
    public bool FilterIsMarked { get; init; } = true;

    /// <summary>Reads a request whose filter has HasValue bytes or, where that makes no sense of all the data, none.</summary>
    public static GetMatchesRequest Read(ref WireReader reader)
    {
        var start = reader;
        try
        {
            var request = Read(ref reader, AddressBookRestriction.Marked);
            if (request.Filter is null || reader.Remaining == 0)
                return request;
        }
        catch (WireFormatException)
        {
            // The other format is tried; its fault is the one to report.
        }

        reader = start;
        return Read(ref reader, AddressBookRestriction.Unmarked) with { FilterIsMarked = false };
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Reserved);
        writer.WriteState(State);
        writer.WriteOptional(MinimalIds);
        writer.WriteUInt32(InterfaceOptionFlags);
        writer.WritePresence(Filter is not null);
        if (Filter is not null)
            RestrictionCodec.Write(writer, Filter, State.String8(), FilterIsMarked ? AddressBookRestriction.Marked : AddressBookRestriction.Unmarked);
        writer.WritePresence(PropertyName is not null);
        if (PropertyName is var (set, id))
        {
            writer.WriteGuid(set);
            writer.WriteUInt32(id);
        }

        writer.WriteUInt32(RowCount);
        writer.WriteOptional(Columns);
        writer.WriteSized(AuxiliaryBuffer);
    }

    private static GetMatchesRequest Read(ref WireReader reader, AddressBookRestriction format)
    {
        var reserved = reader.ReadUInt32();
        var state = reader.ReadState();
        return new GetMatchesRequest(
            reserved,
            state,
            MinimalIds: reader.ReadOptionalIds(),
            InterfaceOptionFlags: reader.ReadUInt32(),
            Filter: reader.ReadBoolean() ? RestrictionCodec.Read(ref reader, state.String8(), format) : null,
            PropertyName: reader.ReadBoolean() ? (reader.ReadGuid(), reader.ReadUInt32()) : null,
            RowCount: reader.ReadUInt32(),
            Columns: reader.ReadOptionalTags(),
            AuxiliaryBuffer: reader.ReadSized());
    }
}

/// <summary>The objects that match. [MS-OXCMAPIHTTP] 2.2.5.5.2</summary>
public sealed record GetMatchesResponse(
    ErrorCode ErrorCode,
    Stat? State,
    IReadOnlyList<MinimalEntryId>? MinimalIds,
    AddressBookTable? Table,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<GetMatchesResponse>
{
    public static GetMatchesResponse Read(ref WireReader reader)
    {
        var error = reader.ReadStatus();
        var state = reader.ReadState();
        return new GetMatchesResponse(
            error,
            state,
            MinimalIds: reader.ReadOptionalIds(),
            Table: AddressBookTable.ReadOptional(ref reader, state.String8()),
            AuxiliaryBuffer: reader.ReadSized());
    }

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteState(State);
        writer.WriteOptional(MinimalIds);
        AddressBookTable.WriteOptional(writer, Table, State.String8());
        writer.WriteSized(AuxiliaryBuffer);
    }
}
