using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Makes a new attachment in a message. [MS-OXCROPS] 2.2.6.13.1</summary>
public readonly record struct RopCreateAttachmentRequest(byte OutputHandleIndex) : IRopRequest<RopCreateAttachmentRequest>, IRopOutput
{
    public static RopId RopId => RopId.CreateAttachment;

    public static RopCreateAttachmentRequest Read(ref WireReader reader) => new(reader.ReadByte());

    public void Write(WireWriter writer) => writer.WriteByte(OutputHandleIndex);
}

/// <summary>[MS-OXCROPS] 2.2.6.13.2</summary>
public readonly record struct RopCreateAttachmentResponse(uint AttachmentId) : IRopResponse<RopCreateAttachmentResponse>
{
    public static RopCreateAttachmentResponse Read(ref WireReader reader) => new(reader.ReadUInt32());

    public void Write(WireWriter writer) => writer.WriteUInt32(AttachmentId);
}
