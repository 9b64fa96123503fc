using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Opens or makes the message inside an attachment. [MS-OXCROPS] 2.2.6.16.1</summary>
/// <param name="CodePageId">0x0FFF means the logon's.</param>
public readonly record struct RopOpenEmbeddedMessageRequest(byte OutputHandleIndex, ushort CodePageId, OpenEmbeddedMessageFlags OpenModeFlags) : IRopRequest<RopOpenEmbeddedMessageRequest>, IRopOutput
{
    public static RopId RopId => RopId.OpenEmbeddedMessage;

    public static RopOpenEmbeddedMessageRequest Read(ref WireReader reader) => new(reader.ReadByte(), reader.ReadUInt16(), (OpenEmbeddedMessageFlags)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteUInt16(CodePageId);
        writer.WriteByte((byte)OpenModeFlags);
    }
}

/// <summary>[MS-OXCROPS] 2.2.6.16.2</summary>
/// <param name="Reserved">Zero.</param>
public readonly record struct RopOpenEmbeddedMessageResponse(byte Reserved, MessageId MessageId, OpenedMessage Message) : IRopResponse<RopOpenEmbeddedMessageResponse>
{
    public static RopOpenEmbeddedMessageResponse Read(ref WireReader reader) => new(reader.ReadByte(), new MessageId(reader.ReadUInt64()), OpenedMessage.Read(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteByte(Reserved);
        writer.WriteUInt64(MessageId.Value);
        Message.Write(writer);
    }
}
