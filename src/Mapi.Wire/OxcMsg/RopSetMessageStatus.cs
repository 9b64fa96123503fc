using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Sets status flags of a message in a folder. [MS-OXCROPS] 2.2.6.8.1</summary>
/// <param name="MessageStatusFlags">In the request the new flags, in the response those before.</param>
public readonly record struct RopSetMessageStatusRequest(MessageId MessageId, uint MessageStatusFlags, uint MessageStatusMask) : IRopRequest<RopSetMessageStatusRequest>
{
    public static RopId RopId => RopId.SetMessageStatus;

    public static RopSetMessageStatusRequest Read(ref WireReader reader) => new(new MessageId(reader.ReadUInt64()), reader.ReadUInt32(), reader.ReadUInt32());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt64(MessageId.Value);
        writer.WriteUInt32(MessageStatusFlags);
        writer.WriteUInt32(MessageStatusMask);
    }
}

/// <summary>[MS-OXCROPS] 2.2.6.8.2</summary>
/// <param name="MessageStatusFlags">In the request the new flags, in the response those before.</param>
public readonly record struct RopSetMessageStatusResponse(uint MessageStatusFlags) : IRopResponse<RopSetMessageStatusResponse>
{
    public static RopSetMessageStatusResponse Read(ref WireReader reader) => new(reader.ReadUInt32());

    public void Write(WireWriter writer) => writer.WriteUInt32(MessageStatusFlags);
}
