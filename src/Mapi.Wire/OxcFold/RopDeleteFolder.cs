using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>Deletes a folder. [MS-OXCROPS] 2.2.4.3.1</summary>
public readonly record struct RopDeleteFolderRequest(DeleteFolderFlags DeleteFolderFlags, FolderId FolderId) : IRopRequest<RopDeleteFolderRequest>
{
    public static RopId RopId => RopId.DeleteFolder;

    public static RopDeleteFolderRequest Read(ref WireReader reader) => new((DeleteFolderFlags)reader.ReadByte(), new FolderId(reader.ReadUInt64()));

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)DeleteFolderFlags);
        writer.WriteUInt64(FolderId.Value);
    }
}
