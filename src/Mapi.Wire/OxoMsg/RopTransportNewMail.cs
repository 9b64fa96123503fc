using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoMsg;

/// <summary>Says that the client's own transport has put a new message into a folder. [MS-OXCROPS] 2.2.7.7.1</summary>
public readonly record struct RopTransportNewMailRequest(MessageId MessageId, FolderId FolderId, string MessageClass, uint MessageFlags) : IRopRequest<RopTransportNewMailRequest>
{
    public static RopId RopId => RopId.TransportNewMail;

    public static RopTransportNewMailRequest Read(ref WireReader reader) => new(
        new MessageId(reader.ReadUInt64()),
        new FolderId(reader.ReadUInt64()),
        reader.ReadString8Z(),
        reader.ReadUInt32());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt64(MessageId.Value);
        writer.WriteUInt64(FolderId.Value);
        writer.WriteString8Z(MessageClass);
        writer.WriteUInt32(MessageFlags);
    }
}
