using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>Opens the table of a folder's messages. [MS-OXCROPS] 2.2.4.14.1</summary>
public readonly record struct RopGetContentsTableRequest(byte OutputHandleIndex, ContentsTableFlags TableFlags) : IRopRequest<RopGetContentsTableRequest>, IRopOutput
{
    public static RopId RopId => RopId.GetContentsTable;

    public static RopGetContentsTableRequest Read(ref WireReader reader) => new(reader.ReadByte(), (ContentsTableFlags)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteByte((byte)TableFlags);
    }
}

/// <summary>[MS-OXCROPS] 2.2.4.14.2</summary>
public readonly record struct RopGetContentsTableResponse(uint RowCount) : IRopResponse<RopGetContentsTableResponse>
{
    public static RopGetContentsTableResponse Read(ref WireReader reader) => new(reader.ReadUInt32());

    public void Write(WireWriter writer) => writer.WriteUInt32(RowCount);
}
