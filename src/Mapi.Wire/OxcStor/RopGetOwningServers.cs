using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>Asks which servers hold replicas of a public folder. [MS-OXCROPS] 2.2.3.6.1</summary>
public readonly record struct RopGetOwningServersRequest(FolderId FolderId) : IRopRequest<RopGetOwningServersRequest>
{
    public static RopId RopId => RopId.GetOwningServers;

    public static RopGetOwningServersRequest Read(ref WireReader reader) => new(new FolderId(reader.ReadUInt64()));

    public void Write(WireWriter writer) => writer.WriteUInt64(FolderId.Value);
}

/// <summary>[MS-OXCROPS] 2.2.3.6.2</summary>
public readonly record struct RopGetOwningServersResponse(ServerList Servers) : IRopResponse<RopGetOwningServersResponse>
{
    public static RopGetOwningServersResponse Read(ref WireReader reader) => new(ServerList.Read(ref reader));

    public void Write(WireWriter writer) => Servers.Write(writer);
}
