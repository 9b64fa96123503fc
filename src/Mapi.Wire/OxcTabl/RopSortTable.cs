using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Sets the order and the categories of a table. [MS-OXCROPS] 2.2.5.2.1</summary>
/// <param name="CategoryCount">How many of the first columns make categories.</param>
/// <param name="ExpandedCount">How many of the first categories are expanded.</param>
public readonly record struct RopSortTableRequest(TableOperationFlags SortTableFlags, ushort CategoryCount, ushort ExpandedCount, SortOrder[] SortOrders) : IRopRequest<RopSortTableRequest>
{
    public static RopId RopId => RopId.SortTable;

    public static RopSortTableRequest Read(ref WireReader reader)
    {
        var flags = (TableOperationFlags)reader.ReadByte();
        var count = reader.ReadUInt16();
        var categories = reader.ReadUInt16();
        var expanded = reader.ReadUInt16();
        var orders = new SortOrder[reader.CheckCount(count, 5)];
        for (var i = 0; i < orders.Length; i++)
            orders[i] = SortOrder.Read(ref reader);
        return new RopSortTableRequest(flags, categories, expanded, orders);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)SortTableFlags);
        writer.WriteUInt16(checked((ushort)SortOrders.Length));
        writer.WriteUInt16(CategoryCount);
        writer.WriteUInt16(ExpandedCount);
        foreach (var order in SortOrders)
            order.Write(writer);
    }
}

/// <summary>[MS-OXCROPS] 2.2.5.2.2</summary>
public readonly record struct RopSortTableResponse(TableStatus TableStatus) : IRopResponse<RopSortTableResponse>
{
    public static RopSortTableResponse Read(ref WireReader reader) => new((TableStatus)reader.ReadByte());

    public void Write(WireWriter writer) => writer.WriteByte((byte)TableStatus);
}
