using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Sets properties of an object; on a folder they are kept out of replication. [MS-OXCROPS] 2.2.8.7.1</summary>
public readonly record struct RopSetPropertiesNoReplicateRequest(PropertyValue[] PropertyValues) : IRopRequest<RopSetPropertiesNoReplicateRequest>
{
    public static RopId RopId => RopId.SetPropertiesNoReplicate;

    public static RopSetPropertiesNoReplicateRequest Read(ref WireReader reader) => new(TaggedPropertyValue.ReadSizedArray(ref reader));

    public void Write(WireWriter writer) => TaggedPropertyValue.WriteSizedArray(writer, PropertyValues);
}

/// <summary>[MS-OXCROPS] 2.2.8.7.2</summary>
public readonly record struct RopSetPropertiesNoReplicateResponse(PropertyProblem[] PropertyProblems) : IRopResponse<RopSetPropertiesNoReplicateResponse>
{
    public static RopSetPropertiesNoReplicateResponse Read(ref WireReader reader) => new(PropertyProblem.ReadArray(ref reader));

    public void Write(WireWriter writer) => PropertyProblem.WriteArray(writer, PropertyProblems);
}
