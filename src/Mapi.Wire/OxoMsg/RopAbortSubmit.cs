using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoMsg;

/// <summary>Takes a submitted message back. [MS-OXCROPS] 2.2.7.2.1</summary>
public readonly record struct RopAbortSubmitRequest(FolderId FolderId, MessageId MessageId) : IRopRequest<RopAbortSubmitRequest>
{
    public static RopId RopId => RopId.AbortSubmit;

    public static RopAbortSubmitRequest Read(ref WireReader reader) => new(new FolderId(reader.ReadUInt64()), new MessageId(reader.ReadUInt64()));

    public void Write(WireWriter writer)
    {
        writer.WriteUInt64(FolderId.Value);
        writer.WriteUInt64(MessageId.Value);
    }
}
