using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Saves an attachment into its message; the header's index is the response's. [MS-OXCROPS] 2.2.6.15.1</summary>
public readonly record struct RopSaveChangesAttachmentRequest(byte InputHandleIndex, SaveFlags SaveFlags) : IRopRequest<RopSaveChangesAttachmentRequest>
{
    public static RopId RopId => RopId.SaveChangesAttachment;

    public static RopSaveChangesAttachmentRequest Read(ref WireReader reader) => new(reader.ReadByte(), (SaveFlags)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(InputHandleIndex);
        writer.WriteByte((byte)SaveFlags);
    }
}
