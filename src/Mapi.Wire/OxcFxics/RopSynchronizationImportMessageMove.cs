using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Imports the move of a message. [MS-OXCROPS] 2.2.13.6.1</summary>
public readonly record struct RopSynchronizationImportMessageMoveRequest(ReadOnlyMemory<byte> SourceFolderId, ReadOnlyMemory<byte> SourceMessageId, ReadOnlyMemory<byte> PredecessorChangeList, ReadOnlyMemory<byte> DestinationMessageId, ReadOnlyMemory<byte> ChangeNumber) : IRopRequest<RopSynchronizationImportMessageMoveRequest>
{
    public static RopId RopId => RopId.SynchronizationImportMessageMove;

    public static RopSynchronizationImportMessageMoveRequest Read(ref WireReader reader) => new(
        reader.ReadBytes(reader.CheckCount(reader.ReadUInt32(), 1)).ToArray(),
        reader.ReadBytes(reader.CheckCount(reader.ReadUInt32(), 1)).ToArray(),
        reader.ReadBytes(reader.CheckCount(reader.ReadUInt32(), 1)).ToArray(),
        reader.ReadBytes(reader.CheckCount(reader.ReadUInt32(), 1)).ToArray(),
        reader.ReadBytes(reader.CheckCount(reader.ReadUInt32(), 1)).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32((uint)SourceFolderId.Length);
        writer.WriteBytes(SourceFolderId.Span);
        writer.WriteUInt32((uint)SourceMessageId.Length);
        writer.WriteBytes(SourceMessageId.Span);
        writer.WriteUInt32((uint)PredecessorChangeList.Length);
        writer.WriteBytes(PredecessorChangeList.Span);
        writer.WriteUInt32((uint)DestinationMessageId.Length);
        writer.WriteBytes(DestinationMessageId.Span);
        writer.WriteUInt32((uint)ChangeNumber.Length);
        writer.WriteBytes(ChangeNumber.Span);
    }
}

/// <summary>[MS-OXCROPS] 2.2.13.6.2</summary>
/// <param name="MessageId">Zero.</param>
public readonly record struct RopSynchronizationImportMessageMoveResponse(MessageId MessageId) : IRopResponse<RopSynchronizationImportMessageMoveResponse>
{
    public static RopSynchronizationImportMessageMoveResponse Read(ref WireReader reader) => new(new MessageId(reader.ReadUInt64()));

    public void Write(WireWriter writer) => writer.WriteUInt64(MessageId.Value);
}
