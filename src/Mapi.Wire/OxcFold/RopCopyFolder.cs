using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>Copies a folder; the header's index is its parent, and the response is <see cref="RopTransferResponse"/>. [MS-OXCROPS] 2.2.4.8.1</summary>
/// <param name="WantRecursive">Copy the subfolders too.</param>
/// <param name="UseUnicode">How the name is encoded.</param>
public readonly record struct RopCopyFolderRequest(byte DestHandleIndex, bool WantAsynchronous, bool WantRecursive, bool UseUnicode, FolderId FolderId, string NewFolderName) : IRopRequest<RopCopyFolderRequest>
{
    public static RopId RopId => RopId.CopyFolder;

    public static RopCopyFolderRequest Read(ref WireReader reader)
    {
        var destination = reader.ReadByte();
        var asynchronous = reader.ReadBoolean();
        var recursive = reader.ReadBoolean();
        var unicode = reader.ReadBoolean();
        return new RopCopyFolderRequest(destination, asynchronous, recursive, unicode, new FolderId(reader.ReadUInt64()), reader.ReadString(unicode));
    }

    public void Write(WireWriter writer)
    {
        writer.WriteByte(DestHandleIndex);
        writer.WriteBoolean(WantAsynchronous);
        writer.WriteBoolean(WantRecursive);
        writer.WriteBoolean(UseUnicode);
        writer.WriteUInt64(FolderId.Value);
        writer.WriteString(NewFolderName, UseUnicode);
    }
}
