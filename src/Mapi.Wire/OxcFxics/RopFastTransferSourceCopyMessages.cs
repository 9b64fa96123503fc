using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Opens the download of messages of a folder. [MS-OXCROPS] 2.2.12.6.1</summary>
public readonly record struct RopFastTransferSourceCopyMessagesRequest(byte OutputHandleIndex, MessageId[] MessageIds, CopyMessagesFlags CopyFlags, SendOptions SendOptions) : IRopRequest<RopFastTransferSourceCopyMessagesRequest>, IRopOutput
{
    public static RopId RopId => RopId.FastTransferSourceCopyMessages;

    public static RopFastTransferSourceCopyMessagesRequest Read(ref WireReader reader) => new(
        reader.ReadByte(),
        IdArray.ReadMessages(ref reader),
        (CopyMessagesFlags)reader.ReadByte(),
        (SendOptions)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        IdArray.Write(writer, MessageIds);
        writer.WriteByte((byte)CopyFlags);
        writer.WriteByte((byte)SendOptions);
    }
}
