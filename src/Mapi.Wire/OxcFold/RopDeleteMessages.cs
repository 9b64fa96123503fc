using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>Deletes messages, softly. [MS-OXCROPS] 2.2.4.11.1</summary>
/// <param name="NotifyNonRead">Send the non-read receipts that were asked for.</param>
public readonly record struct RopDeleteMessagesRequest(bool WantAsynchronous, bool NotifyNonRead, MessageId[] MessageIds) : IRopRequest<RopDeleteMessagesRequest>
{
    public static RopId RopId => RopId.DeleteMessages;

    public static RopDeleteMessagesRequest Read(ref WireReader reader) => new(reader.ReadBoolean(), reader.ReadBoolean(), IdArray.ReadMessages(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteBoolean(WantAsynchronous);
        writer.WriteBoolean(NotifyNonRead);
        IdArray.Write(writer, MessageIds);
    }
}
