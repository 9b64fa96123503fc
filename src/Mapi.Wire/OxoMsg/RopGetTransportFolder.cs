using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoMsg;

/// <summary>Asks for the folder that the client's own transport uses. [MS-OXCROPS] 2.2.7.8.1</summary>
public readonly record struct RopGetTransportFolderRequest : IRopRequest<RopGetTransportFolderRequest>
{
    public static RopId RopId => RopId.GetTransportFolder;

    public static RopGetTransportFolderRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}

/// <summary>[MS-OXCROPS] 2.2.7.8.2</summary>
public readonly record struct RopGetTransportFolderResponse(FolderId FolderId) : IRopResponse<RopGetTransportFolderResponse>
{
    public static RopGetTransportFolderResponse Read(ref WireReader reader) => new(new FolderId(reader.ReadUInt64()));

    public void Write(WireWriter writer) => writer.WriteUInt64(FolderId.Value);
}
