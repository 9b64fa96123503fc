using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Hides what stands under a category. [MS-OXCROPS] 2.2.5.17.1</summary>
public readonly record struct RopCollapseRowRequest(ulong CategoryId) : IRopRequest<RopCollapseRowRequest>
{
    public static RopId RopId => RopId.CollapseRow;

    public static RopCollapseRowRequest Read(ref WireReader reader) => new(reader.ReadUInt64());

    public void Write(WireWriter writer) => writer.WriteUInt64(CategoryId);
}

/// <summary>[MS-OXCROPS] 2.2.5.17.2</summary>
public readonly record struct RopCollapseRowResponse(uint CollapsedRowCount) : IRopResponse<RopCollapseRowResponse>
{
    public static RopCollapseRowResponse Read(ref WireReader reader) => new(reader.ReadUInt32());

    public void Write(WireWriter writer) => writer.WriteUInt32(CollapsedRowCount);
}
