using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Removes the recipients of a message. [MS-OXCROPS] 2.2.6.4.1</summary>
public readonly record struct RopRemoveAllRecipientsRequest(uint Reserved) : IRopRequest<RopRemoveAllRecipientsRequest>
{
    public static RopId RopId => RopId.RemoveAllRecipients;

    public static RopRemoveAllRecipientsRequest Read(ref WireReader reader) => new(reader.ReadUInt32());

    public void Write(WireWriter writer) => writer.WriteUInt32(Reserved);
}
