using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Reads properties of an object. [MS-OXCROPS] 2.2.8.3.1</summary>
/// <param name="PropertySizeLimit">Largest value in bytes; zero leaves the choice to the server.</param>
/// <param name="WantUnicode">Nonzero asks for String instead of String8 where a tag leaves the type open.</param>
public readonly record struct RopGetPropertiesSpecificRequest(ushort PropertySizeLimit, ushort WantUnicode, PropertyTag[] PropertyTags) : IRopRequest<RopGetPropertiesSpecificRequest>
{
    public static RopId RopId => RopId.GetPropertiesSpecific;

    public static RopGetPropertiesSpecificRequest Read(ref WireReader reader) => new(reader.ReadUInt16(), reader.ReadUInt16(), PropertyTagArray.Read(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(PropertySizeLimit);
        writer.WriteUInt16(WantUnicode);
        PropertyTagArray.Write(writer, PropertyTags);
    }
}

/// <summary>[MS-OXCROPS] 2.2.8.3.2</summary>
/// <param name="Row">Values of the request's tags, in their order.</param>
public readonly record struct RopGetPropertiesSpecificResponse(PropertyRow Row) : IRopRowResponse<RopGetPropertiesSpecificResponse>
{
    public static RopGetPropertiesSpecificResponse Read(ref WireReader reader, scoped ReadOnlySpan<PropertyTag> columns) => new(PropertyRow.Read(ref reader, columns));

    public void Write(WireWriter writer) => Row.Write(writer);
}
