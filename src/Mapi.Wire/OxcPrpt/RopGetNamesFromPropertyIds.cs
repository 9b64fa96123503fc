using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Maps identifiers to names. [MS-OXCROPS] 2.2.8.2.1</summary>
public readonly record struct RopGetNamesFromPropertyIdsRequest(ushort[] PropertyIds) : IRopRequest<RopGetNamesFromPropertyIdsRequest>
{
    public static RopId RopId => RopId.GetNamesFromPropertyIds;

    public static RopGetNamesFromPropertyIdsRequest Read(ref WireReader reader) => new(IdArray.ReadPropertyIds(ref reader));

    public void Write(WireWriter writer) => IdArray.Write(writer, PropertyIds);
}

/// <summary>[MS-OXCROPS] 2.2.8.2.2</summary>
public readonly record struct RopGetNamesFromPropertyIdsResponse(PropertyName?[] PropertyNames) : IRopResponse<RopGetNamesFromPropertyIdsResponse>
{
    public static RopGetNamesFromPropertyIdsResponse Read(ref WireReader reader) => new(PropertyNameCodec.ReadArray(ref reader));

    public void Write(WireWriter writer) => PropertyNameCodec.WriteArray(writer, PropertyNames);
}
