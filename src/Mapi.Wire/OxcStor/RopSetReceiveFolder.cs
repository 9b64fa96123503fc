using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>Sets which folder receives messages of a class. [MS-OXCROPS] 2.2.3.3.1</summary>
public readonly record struct RopSetReceiveFolderRequest(FolderId FolderId, string MessageClass) : IRopRequest<RopSetReceiveFolderRequest>
{
    public static RopId RopId => RopId.SetReceiveFolder;

    public static RopSetReceiveFolderRequest Read(ref WireReader reader) => new(new FolderId(reader.ReadUInt64()), reader.ReadString8Z());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt64(FolderId.Value);
        writer.WriteString8Z(MessageClass);
    }
}
