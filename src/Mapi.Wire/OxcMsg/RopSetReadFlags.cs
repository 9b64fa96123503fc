using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Marks messages of a folder as read or unread. [MS-OXCROPS] 2.2.6.10.1</summary>
/// <param name="MessageIds">None means every message of the folder.</param>
public readonly record struct RopSetReadFlagsRequest(bool WantAsynchronous, ReadFlags ReadFlags, MessageId[] MessageIds) : IRopRequest<RopSetReadFlagsRequest>
{
    public static RopId RopId => RopId.SetReadFlags;

    public static RopSetReadFlagsRequest Read(ref WireReader reader) => new(reader.ReadBoolean(), (ReadFlags)reader.ReadByte(), IdArray.ReadMessages(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteBoolean(WantAsynchronous);
        writer.WriteByte((byte)ReadFlags);
        IdArray.Write(writer, MessageIds);
    }
}
