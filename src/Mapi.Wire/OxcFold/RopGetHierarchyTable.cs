using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>Opens the table of a folder's subfolders. [MS-OXCROPS] 2.2.4.13.1</summary>
public readonly record struct RopGetHierarchyTableRequest(byte OutputHandleIndex, HierarchyTableFlags TableFlags) : IRopRequest<RopGetHierarchyTableRequest>, IRopOutput
{
    public static RopId RopId => RopId.GetHierarchyTable;

    public static RopGetHierarchyTableRequest Read(ref WireReader reader) => new(reader.ReadByte(), (HierarchyTableFlags)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteByte((byte)TableFlags);
    }
}

/// <summary>[MS-OXCROPS] 2.2.4.13.2</summary>
public readonly record struct RopGetHierarchyTableResponse(uint RowCount) : IRopResponse<RopGetHierarchyTableResponse>
{
    public static RopGetHierarchyTableResponse Read(ref WireReader reader) => new(reader.ReadUInt32());

    public void Write(WireWriter writer) => writer.WriteUInt32(RowCount);
}
