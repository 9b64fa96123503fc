using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Restores expanded categories. [MS-OXCROPS] 2.2.5.19.1</summary>
public readonly record struct RopSetCollapseStateRequest(ReadOnlyMemory<byte> CollapseState) : IRopRequest<RopSetCollapseStateRequest>
{
    public static RopId RopId => RopId.SetCollapseState;

    public static RopSetCollapseStateRequest Read(ref WireReader reader) => new(reader.ReadBytes(reader.ReadUInt16()).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)CollapseState.Length));
        writer.WriteBytes(CollapseState.Span);
    }
}

/// <summary>[MS-OXCROPS] 2.2.5.19.2</summary>
/// <param name="Bookmark">The row that the state was taken at.</param>
public readonly record struct RopSetCollapseStateResponse(ReadOnlyMemory<byte> Bookmark) : IRopResponse<RopSetCollapseStateResponse>
{
    public static RopSetCollapseStateResponse Read(ref WireReader reader) => new(reader.ReadBytes(reader.ReadUInt16()).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)Bookmark.Length));
        writer.WriteBytes(Bookmark.Span);
    }
}
