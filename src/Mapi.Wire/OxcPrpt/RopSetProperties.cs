using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Sets properties of an object. [MS-OXCROPS] 2.2.8.6.1</summary>
public readonly record struct RopSetPropertiesRequest(PropertyValue[] PropertyValues) : IRopRequest<RopSetPropertiesRequest>
{
    public static RopId RopId => RopId.SetProperties;

    public static RopSetPropertiesRequest Read(ref WireReader reader) => new(TaggedPropertyValue.ReadSizedArray(ref reader));

    public void Write(WireWriter writer) => TaggedPropertyValue.WriteSizedArray(writer, PropertyValues);
}

/// <summary>[MS-OXCROPS] 2.2.8.6.2</summary>
public readonly record struct RopSetPropertiesResponse(PropertyProblem[] PropertyProblems) : IRopResponse<RopSetPropertiesResponse>
{
    public static RopSetPropertiesResponse Read(ref WireReader reader) => new(PropertyProblem.ReadArray(ref reader));

    public void Write(WireWriter writer) => PropertyProblem.WriteArray(writer, PropertyProblems);
}
