using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Removes properties of an object; on a folder this is kept out of replication. [MS-OXCROPS] 2.2.8.9.1</summary>
public readonly record struct RopDeletePropertiesNoReplicateRequest(PropertyTag[] PropertyTags) : IRopRequest<RopDeletePropertiesNoReplicateRequest>
{
    public static RopId RopId => RopId.DeletePropertiesNoReplicate;

    public static RopDeletePropertiesNoReplicateRequest Read(ref WireReader reader) => new(PropertyTagArray.Read(ref reader));

    public void Write(WireWriter writer) => PropertyTagArray.Write(writer, PropertyTags);
}

/// <summary>[MS-OXCROPS] 2.2.8.9.2</summary>
public readonly record struct RopDeletePropertiesNoReplicateResponse(PropertyProblem[] PropertyProblems) : IRopResponse<RopDeletePropertiesNoReplicateResponse>
{
    public static RopDeletePropertiesNoReplicateResponse Read(ref WireReader reader) => new(PropertyProblem.ReadArray(ref reader));

    public void Write(WireWriter writer) => PropertyProblem.WriteArray(writer, PropertyProblems);
}
