using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Opens the table of a message's attachments. [MS-OXCROPS] 2.2.6.17.1</summary>
public readonly record struct RopGetAttachmentTableRequest(byte OutputHandleIndex, AttachmentTableFlags TableFlags) : IRopRequest<RopGetAttachmentTableRequest>, IRopOutput
{
    public static RopId RopId => RopId.GetAttachmentTable;

    public static RopGetAttachmentTableRequest Read(ref WireReader reader) => new(reader.ReadByte(), (AttachmentTableFlags)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteByte((byte)TableFlags);
    }
}
