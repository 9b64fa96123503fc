using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoMsg;

/// <summary>Hands an open message to the server's transport. [MS-OXCROPS] 2.2.7.6.1</summary>
public readonly record struct RopTransportSendRequest : IRopRequest<RopTransportSendRequest>
{
    public static RopId RopId => RopId.TransportSend;

    public static RopTransportSendRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}

/// <summary>[MS-OXCROPS] 2.2.7.6.2</summary>
/// <param name="PropertyValues">Properties that the server set; null where it returns none.</param>
public readonly record struct RopTransportSendResponse(PropertyValue[]? PropertyValues) : IRopResponse<RopTransportSendResponse>
{
    public static RopTransportSendResponse Read(ref WireReader reader) => new(reader.ReadBoolean() ? null : TaggedPropertyValue.ReadArray(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteBoolean(PropertyValues is null);
        if (PropertyValues is not null)
            TaggedPropertyValue.WriteArray(writer, PropertyValues);
    }
}
