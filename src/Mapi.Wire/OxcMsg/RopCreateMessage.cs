using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Makes a message, which a save puts into its folder. [MS-OXCROPS] 2.2.6.2.1</summary>
/// <param name="CodePageId">Of 8-bit strings; 0x0FFF means the logon's.</param>
/// <param name="AssociatedFlag">The message is folder-associated information.</param>
public readonly record struct RopCreateMessageRequest(byte OutputHandleIndex, ushort CodePageId, FolderId FolderId, bool AssociatedFlag)
    : IRopRequest<RopCreateMessageRequest>, IRopOutput
{
    public static RopId RopId => RopId.CreateMessage;

    public static RopCreateMessageRequest Read(ref WireReader reader) => new(reader.ReadByte(), reader.ReadUInt16(), new FolderId(reader.ReadUInt64()), reader.ReadBoolean());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteUInt16(CodePageId);
        writer.WriteUInt64(FolderId.Value);
        writer.WriteBoolean(AssociatedFlag);
    }
}

/// <summary>[MS-OXCROPS] 2.2.6.2.2</summary>
/// <param name="MessageId">Null where the id is known only after the first save.</param>
public readonly record struct RopCreateMessageResponse(MessageId? MessageId) : IRopResponse<RopCreateMessageResponse>
{
    public static RopCreateMessageResponse Read(ref WireReader reader) => new(reader.ReadBoolean() ? new MessageId(reader.ReadUInt64()) : null);

    public void Write(WireWriter writer)
    {
        writer.WriteBoolean(MessageId is not null);
        if (MessageId is { } id)
            writer.WriteUInt64(id.Value);
    }
}
