using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>Makes a folder, or opens the one of that name. [MS-OXCROPS] 2.2.4.2.1</summary>
/// <param name="UseUnicodeStrings">How the two strings are encoded.</param>
/// <param name="OpenExisting">A folder of that name is opened; else it is an error.</param>
public readonly record struct RopCreateFolderRequest(
    byte OutputHandleIndex,
    FolderType FolderType,
    bool UseUnicodeStrings,
    bool OpenExisting,
    byte Reserved,
    string DisplayName,
    string Comment) : IRopRequest<RopCreateFolderRequest>, IRopOutput
{
    public static RopId RopId => RopId.CreateFolder;

    public static RopCreateFolderRequest Read(ref WireReader reader)
    {
        var output = reader.ReadByte();
        var type = (FolderType)reader.ReadByte();
        var unicode = reader.ReadBoolean();
        return new RopCreateFolderRequest(output, type, unicode, reader.ReadBoolean(), reader.ReadByte(), reader.ReadString(unicode), reader.ReadString(unicode));
    }

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteByte((byte)FolderType);
        writer.WriteBoolean(UseUnicodeStrings);
        writer.WriteBoolean(OpenExisting);
        writer.WriteByte(Reserved);
        writer.WriteString(DisplayName, UseUnicodeStrings);
        writer.WriteString(Comment, UseUnicodeStrings);
    }
}

/// <summary>[MS-OXCROPS] 2.2.4.2.2</summary>
/// <param name="IsExistingFolder">The folder was there before.</param>
/// <param name="HasRules">Of a folder that was there before.</param>
/// <param name="GhostServers">Of a public folder that was there before and whose messages are not here; else null.</param>
public readonly record struct RopCreateFolderResponse(FolderId FolderId, bool IsExistingFolder, bool HasRules, ServerList? GhostServers) : IRopResponse<RopCreateFolderResponse>
{
    public static RopCreateFolderResponse Read(ref WireReader reader)
    {
        var folder = new FolderId(reader.ReadUInt64());
        return reader.ReadBoolean()
            ? new RopCreateFolderResponse(folder, true, reader.ReadBoolean(), reader.ReadBoolean() ? ServerList.Read(ref reader) : null)
            : new RopCreateFolderResponse(folder, false, false, null);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt64(FolderId.Value);
        writer.WriteBoolean(IsExistingFolder);
        if (!IsExistingFolder)
            return;
        writer.WriteBoolean(HasRules);
        writer.WriteBoolean(GhostServers is not null);
        GhostServers?.Write(writer);
    }
}
