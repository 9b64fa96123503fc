using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Moves the cursor to the next row that matches. [MS-OXCROPS] 2.2.5.13.1</summary>
/// <param name="Restriction">What to find; null finds any row.</param>
/// <param name="Bookmark">Where to begin when <paramref name="Origin"/> is Custom; else empty.</param>
public readonly record struct RopFindRowRequest(FindRowFlags FindRowFlags, Restriction? Restriction, BookmarkOrigin Origin, ReadOnlyMemory<byte> Bookmark) : IRopRequest<RopFindRowRequest>
{
    public static RopId RopId => RopId.FindRow;

    public static RopFindRowRequest Read(ref WireReader reader) => new(
        (FindRowFlags)reader.ReadByte(),
        SizedRestriction.Read(ref reader),
        (BookmarkOrigin)reader.ReadByte(),
        reader.ReadBytes(reader.ReadUInt16()).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)FindRowFlags);
        SizedRestriction.Write(writer, Restriction);
        writer.WriteByte((byte)Origin);
        writer.WriteUInt16(checked((ushort)Bookmark.Length));
        writer.WriteBytes(Bookmark.Span);
    }
}

/// <summary>[MS-OXCROPS] 2.2.5.13.2</summary>
/// <param name="RowNoLongerVisible">The bookmark's row is gone or filtered out.</param>
/// <param name="Row">The row of the table's columns; null where none is returned.</param>
public readonly record struct RopFindRowResponse(bool RowNoLongerVisible, PropertyRow? Row) : IRopRowResponse<RopFindRowResponse>
{
    public static RopFindRowResponse Read(ref WireReader reader, scoped ReadOnlySpan<PropertyTag> columns) =>
        new(reader.ReadBoolean(), reader.ReadBoolean() ? PropertyRow.Read(ref reader, columns) : null);

    public void Write(WireWriter writer)
    {
        writer.WriteBoolean(RowNoLongerVisible);
        writer.WriteBoolean(Row is not null);
        Row?.Write(writer);
    }
}
