using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Lists the named properties of an object. [MS-OXCROPS] 2.2.8.10.1</summary>
/// <param name="PropertyGuid">Only those of this set; null for all.</param>
public readonly record struct RopQueryNamedPropertiesRequest(QueryNamedPropertiesFlags QueryFlags, Guid? PropertyGuid) : IRopRequest<RopQueryNamedPropertiesRequest>
{
    public static RopId RopId => RopId.QueryNamedProperties;

    public static RopQueryNamedPropertiesRequest Read(ref WireReader reader) => new((QueryNamedPropertiesFlags)reader.ReadByte(), reader.ReadBoolean() ? reader.ReadGuid() : null);

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)QueryFlags);
        writer.WriteBoolean(PropertyGuid is not null);
        if (PropertyGuid is { } set)
            writer.WriteGuid(set);
    }
}

/// <summary>[MS-OXCROPS] 2.2.8.10.2</summary>
/// <param name="PropertyNames">The name of each of the identifiers.</param>
public readonly record struct RopQueryNamedPropertiesResponse(ushort[] PropertyIds, PropertyName?[] PropertyNames) : IRopResponse<RopQueryNamedPropertiesResponse>
{
    public static RopQueryNamedPropertiesResponse Read(ref WireReader reader)
    {
        var ids = IdArray.ReadPropertyIds(ref reader);
        return new RopQueryNamedPropertiesResponse(ids, PropertyNameCodec.ReadArray(ref reader, (ushort)ids.Length));
    }

    public void Write(WireWriter writer)
    {
        IdArray.Write(writer, PropertyIds);
        foreach (var name in PropertyNames)
            PropertyNameCodec.Write(writer, name);
    }
}
