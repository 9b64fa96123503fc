using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Removes properties of an object. [MS-OXCROPS] 2.2.8.8.1</summary>
public readonly record struct RopDeletePropertiesRequest(PropertyTag[] PropertyTags) : IRopRequest<RopDeletePropertiesRequest>
{
    public static RopId RopId => RopId.DeleteProperties;

    public static RopDeletePropertiesRequest Read(ref WireReader reader) => new(PropertyTagArray.Read(ref reader));

    public void Write(WireWriter writer) => PropertyTagArray.Write(writer, PropertyTags);
}

/// <summary>[MS-OXCROPS] 2.2.8.8.2</summary>
public readonly record struct RopDeletePropertiesResponse(PropertyProblem[] PropertyProblems) : IRopResponse<RopDeletePropertiesResponse>
{
    public static RopDeletePropertiesResponse Read(ref WireReader reader) => new(PropertyProblem.ReadArray(ref reader));

    public void Write(WireWriter writer) => PropertyProblem.WriteArray(writer, PropertyProblems);
}
