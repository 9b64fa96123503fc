using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcNotif;

/// <summary>A row of a table: a folder's row in a hierarchy table, or a message's row in a contents table. [MS-OXCNOTIF] 2.2.1.4.1.2</summary>
/// <param name="MessageId">Null for a folder's row.</param>
/// <param name="Instance">Which of the message's rows; zero but for multi-valued columns. A folder's row has none.</param>
public readonly record struct TableRowId(FolderId FolderId, MessageId? MessageId, uint Instance)
{
    internal static TableRowId Read(ref WireReader reader, bool ofMessage) => ofMessage
        ? new TableRowId(new FolderId(reader.ReadUInt64()), new MessageId(reader.ReadUInt64()), reader.ReadUInt32())
        : new TableRowId(new FolderId(reader.ReadUInt64()), null, 0);

    internal void Write(WireWriter writer, bool ofMessage)
    {
        writer.WriteUInt64(FolderId.Value);
        if (!ofMessage)
            return;
        writer.WriteUInt64(MessageId.GetValueOrDefault().Value);
        writer.WriteUInt32(Instance);
    }
}
