using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Asks for the ids of a message's saved attachments. [MS-OXCROPS] 2.2.6.18.1</summary>
public readonly record struct RopGetValidAttachmentsRequest : IRopRequest<RopGetValidAttachmentsRequest>
{
    public static RopId RopId => RopId.GetValidAttachments;

    public static RopGetValidAttachmentsRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}

/// <summary>[MS-OXCROPS] 2.2.6.18.2</summary>
public readonly record struct RopGetValidAttachmentsResponse(uint[] AttachmentIds) : IRopResponse<RopGetValidAttachmentsResponse>
{
    public static RopGetValidAttachmentsResponse Read(ref WireReader reader)
    {
        var ids = new uint[reader.CheckCount(reader.ReadUInt32(), 4)];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = reader.ReadUInt32();
        return new RopGetValidAttachmentsResponse(ids);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32((uint)AttachmentIds.Length);
        foreach (var id in AttachmentIds)
            writer.WriteUInt32(id);
    }
}
