using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Asks for the expanded categories, to restore them in a later table. [MS-OXCROPS] 2.2.5.18.1</summary>
public readonly record struct RopGetCollapseStateRequest(ulong RowId, uint RowInstanceNumber) : IRopRequest<RopGetCollapseStateRequest>
{
    public static RopId RopId => RopId.GetCollapseState;

    public static RopGetCollapseStateRequest Read(ref WireReader reader) => new(reader.ReadUInt64(), reader.ReadUInt32());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt64(RowId);
        writer.WriteUInt32(RowInstanceNumber);
    }
}

/// <summary>[MS-OXCROPS] 2.2.5.18.2</summary>
public readonly record struct RopGetCollapseStateResponse(ReadOnlyMemory<byte> CollapseState) : IRopResponse<RopGetCollapseStateResponse>
{
    public static RopGetCollapseStateResponse Read(ref WireReader reader) => new(reader.ReadBytes(reader.ReadUInt16()).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)CollapseState.Length));
        writer.WriteBytes(CollapseState.Span);
    }
}
