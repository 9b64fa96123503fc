using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>Moves or copies messages; the header's index is the source folder. [MS-OXCROPS] 2.2.4.6.1</summary>
public readonly record struct RopMoveCopyMessagesRequest(byte DestHandleIndex, MessageId[] MessageIds, bool WantAsynchronous, bool WantCopy) : IRopRequest<RopMoveCopyMessagesRequest>
{
    public static RopId RopId => RopId.MoveCopyMessages;

    public static RopMoveCopyMessagesRequest Read(ref WireReader reader) => new(reader.ReadByte(), IdArray.ReadMessages(ref reader), reader.ReadBoolean(), reader.ReadBoolean());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(DestHandleIndex);
        IdArray.Write(writer, MessageIds);
        writer.WriteBoolean(WantAsynchronous);
        writer.WriteBoolean(WantCopy);
    }
}
