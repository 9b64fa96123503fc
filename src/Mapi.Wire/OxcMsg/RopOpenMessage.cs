using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Opens a message of a folder. [MS-OXCROPS] 2.2.6.1.1</summary>
/// <param name="CodePageId">Of 8-bit strings; 0x0FFF means the logon's.</param>
public readonly record struct RopOpenMessageRequest(byte OutputHandleIndex, ushort CodePageId, FolderId FolderId, OpenModeFlags OpenModeFlags, MessageId MessageId)
    : IRopRequest<RopOpenMessageRequest>, IRopOutput
{
    public static RopId RopId => RopId.OpenMessage;

    public static RopOpenMessageRequest Read(ref WireReader reader) =>
        new(reader.ReadByte(), reader.ReadUInt16(), new FolderId(reader.ReadUInt64()), (OpenModeFlags)reader.ReadByte(), new MessageId(reader.ReadUInt64()));

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteUInt16(CodePageId);
        writer.WriteUInt64(FolderId.Value);
        writer.WriteByte((byte)OpenModeFlags);
        writer.WriteUInt64(MessageId.Value);
    }
}

/// <summary>[MS-OXCROPS] 2.2.6.1.2</summary>
public readonly record struct RopOpenMessageResponse(OpenedMessage Message) : IRopResponse<RopOpenMessageResponse>
{
    public static RopOpenMessageResponse Read(ref WireReader reader) => new(OpenedMessage.Read(ref reader));

    public void Write(WireWriter writer) => Message.Write(writer);
}
