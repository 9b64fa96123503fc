using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Asks for the status flags of a message in a folder. [MS-OXCROPS] 2.2.6.9.1</summary>
public readonly record struct RopGetMessageStatusRequest(MessageId MessageId) : IRopRequest<RopGetMessageStatusRequest>
{
    public static RopId RopId => RopId.GetMessageStatus;

    public static RopId ResponseRopId => RopId.SetMessageStatus;

    public static RopGetMessageStatusRequest Read(ref WireReader reader) => new(new MessageId(reader.ReadUInt64()));

    public void Write(WireWriter writer) => writer.WriteUInt64(MessageId.Value);
}

/// <summary>[MS-OXCROPS] 2.2.6.9.2</summary>
public readonly record struct RopGetMessageStatusResponse(uint MessageStatusFlags) : IRopResponse<RopGetMessageStatusResponse>
{
    public static RopGetMessageStatusResponse Read(ref WireReader reader) => new(reader.ReadUInt32());

    public void Write(WireWriter writer) => writer.WriteUInt32(MessageStatusFlags);
}
