using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Moves the cursor by rows from a bookmark. [MS-OXCROPS] 2.2.5.9.1</summary>
/// <param name="RowCount">Negative goes back.</param>
public readonly record struct RopSeekRowBookmarkRequest(ReadOnlyMemory<byte> Bookmark, int RowCount, bool WantRowMovedCount) : IRopRequest<RopSeekRowBookmarkRequest>
{
    public static RopId RopId => RopId.SeekRowBookmark;

    public static RopSeekRowBookmarkRequest Read(ref WireReader reader) => new(reader.ReadBytes(reader.ReadUInt16()).ToArray(), reader.ReadInt32(), reader.ReadBoolean());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)Bookmark.Length));
        writer.WriteBytes(Bookmark.Span);
        writer.WriteInt32(RowCount);
        writer.WriteBoolean(WantRowMovedCount);
    }
}

/// <summary>[MS-OXCROPS] 2.2.5.9.2</summary>
/// <param name="RowNoLongerVisible">The bookmark's row is gone or filtered out; the next one was taken.</param>
public readonly record struct RopSeekRowBookmarkResponse(bool RowNoLongerVisible, bool HasSoughtLess, int RowsSought) : IRopResponse<RopSeekRowBookmarkResponse>
{
    public static RopSeekRowBookmarkResponse Read(ref WireReader reader) => new(reader.ReadBoolean(), reader.ReadBoolean(), reader.ReadInt32());

    public void Write(WireWriter writer)
    {
        writer.WriteBoolean(RowNoLongerVisible);
        writer.WriteBoolean(HasSoughtLess);
        writer.WriteInt32(RowsSought);
    }
}
