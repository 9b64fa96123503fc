using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Lists the properties of an object. [MS-OXCROPS] 2.2.8.5.1</summary>
public readonly record struct RopGetPropertiesListRequest : IRopRequest<RopGetPropertiesListRequest>
{
    public static RopId RopId => RopId.GetPropertiesList;

    public static RopGetPropertiesListRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}

/// <summary>[MS-OXCROPS] 2.2.8.5.2</summary>
public readonly record struct RopGetPropertiesListResponse(PropertyTag[] PropertyTags) : IRopResponse<RopGetPropertiesListResponse>
{
    public static RopGetPropertiesListResponse Read(ref WireReader reader) => new(PropertyTagArray.Read(ref reader));

    public void Write(WireWriter writer) => PropertyTagArray.Write(writer, PropertyTags);
}
