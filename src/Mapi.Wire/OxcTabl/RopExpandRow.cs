using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Shows what stands under a category. [MS-OXCROPS] 2.2.5.16.1</summary>
/// <param name="MaxRowCount">The most rows that the response may carry.</param>
public readonly record struct RopExpandRowRequest(ushort MaxRowCount, ulong CategoryId) : IRopRequest<RopExpandRowRequest>
{
    public static RopId RopId => RopId.ExpandRow;

    public static RopExpandRowRequest Read(ref WireReader reader) => new(reader.ReadUInt16(), reader.ReadUInt64());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(MaxRowCount);
        writer.WriteUInt64(CategoryId);
    }
}

/// <summary>[MS-OXCROPS] 2.2.5.16.2</summary>
/// <param name="ExpandedRowCount">Rows that the category has shown.</param>
/// <param name="RowData"><paramref name="RowCount"/> <see cref="PropertyRow"/>s of the table's columns.</param>
public readonly record struct RopExpandRowResponse(uint ExpandedRowCount, ushort RowCount, ReadOnlyMemory<byte> RowData) : IRopRowResponse<RopExpandRowResponse>
{
    public static RopExpandRowResponse Read(ref WireReader reader, scoped ReadOnlySpan<PropertyTag> columns)
    {
        var expanded = reader.ReadUInt32();
        var count = reader.ReadUInt16();
        return new RopExpandRowResponse(expanded, count, PropertyRow.ReadRaw(ref reader, count, columns));
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(ExpandedRowCount);
        writer.WriteUInt16(RowCount);
        writer.WriteBytes(RowData.Span);
    }
}
