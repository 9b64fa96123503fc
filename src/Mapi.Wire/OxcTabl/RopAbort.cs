using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Stops what a table is doing in the background. [MS-OXCROPS] 2.2.5.5.1</summary>
public readonly record struct RopAbortRequest : IRopRequest<RopAbortRequest>
{
    public static RopId RopId => RopId.Abort;

    public static RopAbortRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}

/// <summary>[MS-OXCROPS] 2.2.5.5.2</summary>
public readonly record struct RopAbortResponse(TableStatus TableStatus) : IRopResponse<RopAbortResponse>
{
    public static RopAbortResponse Read(ref WireReader reader) => new((TableStatus)reader.ReadByte());

    public void Write(WireWriter writer) => writer.WriteByte((byte)TableStatus);
}
