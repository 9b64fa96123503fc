using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Reads every property of an object. [MS-OXCROPS] 2.2.8.4.1</summary>
/// <param name="PropertySizeLimit">Largest value in bytes; zero leaves the choice to the server.</param>
/// <param name="WantUnicode">Nonzero asks for String instead of String8 where the type is not fixed.</param>
public readonly record struct RopGetPropertiesAllRequest(ushort PropertySizeLimit, ushort WantUnicode) : IRopRequest<RopGetPropertiesAllRequest>
{
    public static RopId RopId => RopId.GetPropertiesAll;

    public static RopGetPropertiesAllRequest Read(ref WireReader reader) => new(reader.ReadUInt16(), reader.ReadUInt16());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(PropertySizeLimit);
        writer.WriteUInt16(WantUnicode);
    }
}

/// <summary>[MS-OXCROPS] 2.2.8.4.2</summary>
public readonly record struct RopGetPropertiesAllResponse(PropertyValue[] PropertyValues) : IRopResponse<RopGetPropertiesAllResponse>
{
    public static RopGetPropertiesAllResponse Read(ref WireReader reader) => new(TaggedPropertyValue.ReadArray(ref reader));

    public void Write(WireWriter writer) => TaggedPropertyValue.WriteArray(writer, PropertyValues);
}
