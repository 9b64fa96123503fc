using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Deletes an attachment of a message. [MS-OXCROPS] 2.2.6.14.1</summary>
public readonly record struct RopDeleteAttachmentRequest(uint AttachmentId) : IRopRequest<RopDeleteAttachmentRequest>
{
    public static RopId RopId => RopId.DeleteAttachment;

    public static RopDeleteAttachmentRequest Read(ref WireReader reader) => new(reader.ReadUInt32());

    public void Write(WireWriter writer) => writer.WriteUInt32(AttachmentId);
}
