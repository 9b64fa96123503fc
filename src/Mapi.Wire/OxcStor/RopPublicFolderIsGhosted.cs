using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>Asks whether a public folder's messages are on other servers only. [MS-OXCROPS] 2.2.3.7.1</summary>
public readonly record struct RopPublicFolderIsGhostedRequest(FolderId FolderId) : IRopRequest<RopPublicFolderIsGhostedRequest>
{
    public static RopId RopId => RopId.PublicFolderIsGhosted;

    public static RopPublicFolderIsGhostedRequest Read(ref WireReader reader) => new(new FolderId(reader.ReadUInt64()));

    public void Write(WireWriter writer) => writer.WriteUInt64(FolderId.Value);
}

/// <summary>[MS-OXCROPS] 2.2.3.7.2</summary>
/// <param name="Servers">Where the messages are; null for a folder that is not ghosted.</param>
public readonly record struct RopPublicFolderIsGhostedResponse(ServerList? Servers) : IRopResponse<RopPublicFolderIsGhostedResponse>
{
    public static RopPublicFolderIsGhostedResponse Read(ref WireReader reader) => new(reader.ReadBoolean() ? ServerList.Read(ref reader) : null);

    public void Write(WireWriter writer)
    {
        writer.WriteBoolean(Servers is not null);
        Servers?.Write(writer);
    }
}
