using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Saves a message; the header's index is the response's. [MS-OXCROPS] 2.2.6.3.1</summary>
public readonly record struct RopSaveChangesMessageRequest(byte InputHandleIndex, SaveFlags SaveFlags) : IRopRequest<RopSaveChangesMessageRequest>
{
    public static RopId RopId => RopId.SaveChangesMessage;

    public static RopSaveChangesMessageRequest Read(ref WireReader reader) => new(reader.ReadByte(), (SaveFlags)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(InputHandleIndex);
        writer.WriteByte((byte)SaveFlags);
    }
}

/// <summary>[MS-OXCROPS] 2.2.6.3.2</summary>
public readonly record struct RopSaveChangesMessageResponse(byte InputHandleIndex, MessageId MessageId) : IRopResponse<RopSaveChangesMessageResponse>
{
    public static RopSaveChangesMessageResponse Read(ref WireReader reader) => new(reader.ReadByte(), new MessageId(reader.ReadUInt64()));

    public void Write(WireWriter writer)
    {
        writer.WriteByte(InputHandleIndex);
        writer.WriteUInt64(MessageId.Value);
    }
}
