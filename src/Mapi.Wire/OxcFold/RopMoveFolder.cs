using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>Moves a folder; the header's index is its parent, and the response is <see cref="RopTransferResponse"/>. [MS-OXCROPS] 2.2.4.7.1</summary>
/// <param name="UseUnicode">How the name is encoded.</param>
public readonly record struct RopMoveFolderRequest(byte DestHandleIndex, bool WantAsynchronous, bool UseUnicode, FolderId FolderId, string NewFolderName) : IRopRequest<RopMoveFolderRequest>
{
    public static RopId RopId => RopId.MoveFolder;

    public static RopMoveFolderRequest Read(ref WireReader reader)
    {
        var destination = reader.ReadByte();
        var asynchronous = reader.ReadBoolean();
        var unicode = reader.ReadBoolean();
        return new RopMoveFolderRequest(destination, asynchronous, unicode, new FolderId(reader.ReadUInt64()), reader.ReadString(unicode));
    }

    public void Write(WireWriter writer)
    {
        writer.WriteByte(DestHandleIndex);
        writer.WriteBoolean(WantAsynchronous);
        writer.WriteBoolean(UseUnicode);
        writer.WriteUInt64(FolderId.Value);
        writer.WriteString(NewFolderName, UseUnicode);
    }
}
