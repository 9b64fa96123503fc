using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Asks for the cursor's place in a table. [MS-OXCROPS] 2.2.5.7.1</summary>
public readonly record struct RopQueryPositionRequest : IRopRequest<RopQueryPositionRequest>
{
    public static RopId RopId => RopId.QueryPosition;

    public static RopQueryPositionRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}

/// <summary>[MS-OXCROPS] 2.2.5.7.2</summary>
/// <param name="Numerator">The row that the cursor stands at, from 0.</param>
/// <param name="Denominator">The number of rows.</param>
public readonly record struct RopQueryPositionResponse(uint Numerator, uint Denominator) : IRopResponse<RopQueryPositionResponse>
{
    public static RopQueryPositionResponse Read(ref WireReader reader) => new(reader.ReadUInt32(), reader.ReadUInt32());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Numerator);
        writer.WriteUInt32(Denominator);
    }
}
