using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>Deletes messages for good. [MS-OXCROPS] 2.2.4.12.1</summary>
/// <param name="NotifyNonRead">Send the non-read receipts that were asked for.</param>
public readonly record struct RopHardDeleteMessagesRequest(bool WantAsynchronous, bool NotifyNonRead, MessageId[] MessageIds) : IRopRequest<RopHardDeleteMessagesRequest>
{
    public static RopId RopId => RopId.HardDeleteMessages;

    public static RopHardDeleteMessagesRequest Read(ref WireReader reader) => new(reader.ReadBoolean(), reader.ReadBoolean(), IdArray.ReadMessages(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteBoolean(WantAsynchronous);
        writer.WriteBoolean(NotifyNonRead);
        IdArray.Write(writer, MessageIds);
    }
}
