using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>Opens a folder. [MS-OXCROPS] 2.2.4.1.1</summary>
public readonly record struct RopOpenFolderRequest(byte OutputHandleIndex, FolderId FolderId, OpenFolderFlags OpenModeFlags) : IRopRequest<RopOpenFolderRequest>, IRopOutput
{
    public static RopId RopId => RopId.OpenFolder;

    public static RopOpenFolderRequest Read(ref WireReader reader) => new(reader.ReadByte(), new FolderId(reader.ReadUInt64()), (OpenFolderFlags)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteUInt64(FolderId.Value);
        writer.WriteByte((byte)OpenModeFlags);
    }
}

/// <summary>[MS-OXCROPS] 2.2.4.1.2</summary>
/// <param name="GhostServers">Where a public folder's messages are when they are not here; null for every other folder.</param>
public readonly record struct RopOpenFolderResponse(bool HasRules, ServerList? GhostServers) : IRopResponse<RopOpenFolderResponse>
{
    public static RopOpenFolderResponse Read(ref WireReader reader) => new(reader.ReadBoolean(), reader.ReadBoolean() ? ServerList.Read(ref reader) : null);

    public void Write(WireWriter writer)
    {
        writer.WriteBoolean(HasRules);
        writer.WriteBoolean(GhostServers is not null);
        GhostServers?.Write(writer);
    }
}
