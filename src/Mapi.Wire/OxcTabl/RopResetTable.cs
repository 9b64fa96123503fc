using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Takes columns, filter, order and bookmarks off a table and moves to its begin. [MS-OXCROPS] 2.2.5.15.1</summary>
public readonly record struct RopResetTableRequest : IRopRequest<RopResetTableRequest>
{
    public static RopId RopId => RopId.ResetTable;

    public static RopResetTableRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}
