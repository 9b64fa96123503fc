using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Moves the cursor by rows. [MS-OXCROPS] 2.2.5.8.1</summary>
/// <param name="RowCount">Negative goes back.</param>
public readonly record struct RopSeekRowRequest(BookmarkOrigin Origin, int RowCount, bool WantRowMovedCount) : IRopRequest<RopSeekRowRequest>
{
    public static RopId RopId => RopId.SeekRow;

    public static RopSeekRowRequest Read(ref WireReader reader) => new((BookmarkOrigin)reader.ReadByte(), reader.ReadInt32(), reader.ReadBoolean());

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)Origin);
        writer.WriteInt32(RowCount);
        writer.WriteBoolean(WantRowMovedCount);
    }
}

/// <summary>[MS-OXCROPS] 2.2.5.8.2</summary>
public readonly record struct RopSeekRowResponse(bool HasSoughtLess, int RowsSought) : IRopResponse<RopSeekRowResponse>
{
    public static RopSeekRowResponse Read(ref WireReader reader) => new(reader.ReadBoolean(), reader.ReadInt32());

    public void Write(WireWriter writer)
    {
        writer.WriteBoolean(HasSoughtLess);
        writer.WriteInt32(RowsSought);
    }
}
