using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Asks what a table is doing in the background. [MS-OXCROPS] 2.2.5.6.1</summary>
public readonly record struct RopGetStatusRequest : IRopRequest<RopGetStatusRequest>
{
    public static RopId RopId => RopId.GetStatus;

    public static RopGetStatusRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}

/// <summary>[MS-OXCROPS] 2.2.5.6.2</summary>
public readonly record struct RopGetStatusResponse(TableStatus TableStatus) : IRopResponse<RopGetStatusResponse>
{
    public static RopGetStatusResponse Read(ref WireReader reader) => new((TableStatus)reader.ReadByte());

    public void Write(WireWriter writer) => writer.WriteByte((byte)TableStatus);
}
