using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Asks for rows of a container from a position on, or of an explicit table. [MS-OXCMAPIHTTP] 2.2.5.12.1</summary>
/// <param name="ExplicitTable">Objects of the table; empty for the container.</param>
/// <param name="RowCount">Most rows that are wanted.</param>
public sealed record QueryRowsRequest(
    RetrievePropertyFlags Flags,
    Stat? State,
    IReadOnlyList<MinimalEntryId> ExplicitTable,
    uint RowCount,
    IReadOnlyList<PropertyTag>? Columns,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<QueryRowsRequest>
{
    public static QueryRowsRequest Read(ref WireReader reader) => new(
        Flags: (RetrievePropertyFlags)reader.ReadUInt32(),
        State: reader.ReadState(),
        ExplicitTable: reader.ReadIds(),
        RowCount: reader.ReadUInt32(),
        Columns: reader.ReadOptionalTags(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32((uint)Flags);
        writer.WriteState(State);
        writer.WriteIds(ExplicitTable);
        writer.WriteUInt32(RowCount);
        writer.WriteOptional(Columns);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>The rows, and the position behind them. [MS-OXCMAPIHTTP] 2.2.5.12.2</summary>
public sealed record QueryRowsResponse(
    ErrorCode ErrorCode,
    Stat? State,
    AddressBookTable? Table,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<QueryRowsResponse>
{
    public static QueryRowsResponse Read(ref WireReader reader)
    {
        var error = reader.ReadStatus();
        var state = reader.ReadState();
        return new QueryRowsResponse(
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
