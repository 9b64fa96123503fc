using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Opens an attachment of a message. [MS-OXCROPS] 2.2.6.12.1</summary>
public readonly record struct RopOpenAttachmentRequest(byte OutputHandleIndex, OpenModeFlags OpenAttachmentFlags, uint AttachmentId) : IRopRequest<RopOpenAttachmentRequest>, IRopOutput
{
    public static RopId RopId => RopId.OpenAttachment;

    public static RopOpenAttachmentRequest Read(ref WireReader reader) => new(reader.ReadByte(), (OpenModeFlags)reader.ReadByte(), reader.ReadUInt32());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteByte((byte)OpenAttachmentFlags);
        writer.WriteUInt32(AttachmentId);
    }
}
