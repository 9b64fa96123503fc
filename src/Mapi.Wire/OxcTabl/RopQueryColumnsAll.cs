using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>Asks for all columns that a table can show. [MS-OXCROPS] 2.2.5.12.1</summary>
public readonly record struct RopQueryColumnsAllRequest : IRopRequest<RopQueryColumnsAllRequest>
{
    public static RopId RopId => RopId.QueryColumnsAll;

    public static RopQueryColumnsAllRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}

/// <summary>[MS-OXCROPS] 2.2.5.12.2</summary>
public readonly record struct RopQueryColumnsAllResponse(PropertyTag[] PropertyTags) : IRopResponse<RopQueryColumnsAllResponse>
{
    public static RopQueryColumnsAllResponse Read(ref WireReader reader) => new(PropertyTagArray.Read(ref reader));

    public void Write(WireWriter writer) => PropertyTagArray.Write(writer, PropertyTags);
}
