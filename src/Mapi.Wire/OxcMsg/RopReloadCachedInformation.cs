using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Asks again for what the opening of a message told. [MS-OXCROPS] 2.2.6.7.1</summary>
public readonly record struct RopReloadCachedInformationRequest(ushort Reserved) : IRopRequest<RopReloadCachedInformationRequest>
{
    public static RopId RopId => RopId.ReloadCachedInformation;

    public static RopReloadCachedInformationRequest Read(ref WireReader reader) => new(reader.ReadUInt16());

    public void Write(WireWriter writer) => writer.WriteUInt16(Reserved);
}

/// <summary>[MS-OXCROPS] 2.2.6.7.2</summary>
public readonly record struct RopReloadCachedInformationResponse(OpenedMessage Message) : IRopResponse<RopReloadCachedInformationResponse>
{
    public static RopReloadCachedInformationResponse Read(ref WireReader reader) => new(OpenedMessage.Read(ref reader));

    public void Write(WireWriter writer) => Message.Write(writer);
}
