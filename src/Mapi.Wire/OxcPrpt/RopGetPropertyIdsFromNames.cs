using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Maps names to identifiers. [MS-OXCROPS] 2.2.8.1.1</summary>
/// <param name="PropertyNames">None means every name of the mailbox.</param>
public readonly record struct RopGetPropertyIdsFromNamesRequest(PropertyIdFlags Flags, PropertyName?[] PropertyNames) : IRopRequest<RopGetPropertyIdsFromNamesRequest>
{
    public static RopId RopId => RopId.GetPropertyIdsFromNames;

    public static RopGetPropertyIdsFromNamesRequest Read(ref WireReader reader) => new((PropertyIdFlags)reader.ReadByte(), PropertyNameCodec.ReadArray(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)Flags);
        PropertyNameCodec.WriteArray(writer, PropertyNames);
    }
}

/// <summary>[MS-OXCROPS] 2.2.8.1.2</summary>
/// <param name="PropertyIds">Zero where a name has none.</param>
public readonly record struct RopGetPropertyIdsFromNamesResponse(ushort[] PropertyIds) : IRopResponse<RopGetPropertyIdsFromNamesResponse>
{
    public static RopGetPropertyIdsFromNamesResponse Read(ref WireReader reader) => new(IdArray.ReadPropertyIds(ref reader));

    public void Write(WireWriter writer) => IdArray.Write(writer, PropertyIds);
}
