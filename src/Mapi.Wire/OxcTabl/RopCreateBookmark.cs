using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Marks the row at the cursor. [MS-OXCROPS] 2.2.5.11.1</summary>
public readonly record struct RopCreateBookmarkRequest : IRopRequest<RopCreateBookmarkRequest>
{
    public static RopId RopId => RopId.CreateBookmark;

    public static RopCreateBookmarkRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}

/// <summary>[MS-OXCROPS] 2.2.5.11.2</summary>
public readonly record struct RopCreateBookmarkResponse(ReadOnlyMemory<byte> Bookmark) : IRopResponse<RopCreateBookmarkResponse>
{
    public static RopCreateBookmarkResponse Read(ref WireReader reader) => new(reader.ReadBytes(reader.ReadUInt16()).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)Bookmark.Length));
        writer.WriteBytes(Bookmark.Span);
    }
}
