using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Frees a bookmark. [MS-OXCROPS] 2.2.5.14.1</summary>
public readonly record struct RopFreeBookmarkRequest(ReadOnlyMemory<byte> Bookmark) : IRopRequest<RopFreeBookmarkRequest>
{
    public static RopId RopId => RopId.FreeBookmark;

    public static RopFreeBookmarkRequest Read(ref WireReader reader) => new(reader.ReadBytes(reader.ReadUInt16()).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)Bookmark.Length));
        writer.WriteBytes(Bookmark.Span);
    }
}
