using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Reads rows from the cursor on. [MS-OXCROPS] 2.2.5.4.1</summary>
/// <param name="RowCount">The most rows that the client takes.</param>
public readonly record struct RopQueryRowsRequest(QueryRowsFlags QueryRowsFlags, bool ForwardRead, ushort RowCount) : IRopRequest<RopQueryRowsRequest>
{
    public static RopId RopId => RopId.QueryRows;

    public static RopQueryRowsRequest Read(ref WireReader reader) => new((QueryRowsFlags)reader.ReadByte(), reader.ReadBoolean(), reader.ReadUInt16());

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)QueryRowsFlags);
        writer.WriteBoolean(ForwardRead);
        writer.WriteUInt16(RowCount);
    }
}

/// <summary>[MS-OXCROPS] 2.2.5.4.2</summary>
/// <param name="Origin">Where the cursor stands now.</param>
/// <param name="RowData"><paramref name="RowCount"/> <see cref="PropertyRow"/>s of the table's columns.</param>
public readonly record struct RopQueryRowsResponse(BookmarkOrigin Origin, ushort RowCount, ReadOnlyMemory<byte> RowData) : IRopRowResponse<RopQueryRowsResponse>
{
    public static RopQueryRowsResponse Read(ref WireReader reader, scoped ReadOnlySpan<PropertyTag> columns)
    {
        var origin = (BookmarkOrigin)reader.ReadByte();
        var count = reader.ReadUInt16();
        return new RopQueryRowsResponse(origin, count, PropertyRow.ReadRaw(ref reader, count, columns));
    }

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)Origin);
        writer.WriteUInt16(RowCount);
        writer.WriteBytes(RowData.Span);
    }
}
