using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Opens the download of a folder. [MS-OXCROPS] 2.2.12.5.1</summary>
public readonly record struct RopFastTransferSourceCopyFolderRequest(byte OutputHandleIndex, CopyFolderFlags CopyFlags, SendOptions SendOptions) : IRopRequest<RopFastTransferSourceCopyFolderRequest>, IRopOutput
{
    public static RopId RopId => RopId.FastTransferSourceCopyFolder;

    public static RopFastTransferSourceCopyFolderRequest Read(ref WireReader reader) => new(reader.ReadByte(), (CopyFolderFlags)reader.ReadByte(), (SendOptions)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteByte((byte)CopyFlags);
        writer.WriteByte((byte)SendOptions);
    }
}
