using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcNotif;

/// <summary>A table changed: as a whole, or one row. [MS-OXCNOTIF] 2.2.1.4.1.2</summary>
public sealed record TableNotification : NotificationData
{
    private TableNotification(TableEventType eventType, bool ofMessage)
    {
        EventType = eventType;
        IsOfMessage = ofMessage;
    }

    public TableEventType EventType { get; }

    /// <summary>The table is a contents table.</summary>
    public bool IsOfMessage { get; }

    /// <summary>Which row; of an added, deleted or modified row.</summary>
    public TableRowId Row { get; private init; }

    /// <summary>The row before it, empty where it is the first; of an added or modified row.</summary>
    public TableRowId InsertAfter { get; private init; }

    /// <summary>The row as an <see cref="OxcData.PropertyRow"/> of the table's columns; of an added or modified row.</summary>
    public ReadOnlyMemory<byte> RowData { get; private init; }

    /// <summary>The client is to read the table again.</summary>
    public static TableNotification Changed(bool ofMessage) => new(TableEventType.TableChanged, ofMessage);

    public static TableNotification Added(TableRowId row, TableRowId insertAfter, ReadOnlyMemory<byte> rowData) =>
        new(TableEventType.TableRowAdded, row.MessageId is not null) { Row = row, InsertAfter = insertAfter, RowData = rowData };

    public static TableNotification Modified(TableRowId row, TableRowId insertAfter, ReadOnlyMemory<byte> rowData) =>
        new(TableEventType.TableRowModified, row.MessageId is not null) { Row = row, InsertAfter = insertAfter, RowData = rowData };

    public static TableNotification Deleted(TableRowId row) => new(TableEventType.TableRowDeleted, row.MessageId is not null) { Row = row };

    internal static TableNotification Read(ref WireReader reader, ushort flags)
    {
        var type = (TableEventType)reader.ReadUInt16();
        var ofMessage = (flags & OfMessage) != 0;
        var inSearchFolder = (flags & InSearchFolder) != 0;
        switch (type)
        {
            case TableEventType.TableRowDeleted:
                return new TableNotification(type, ofMessage) { IsInSearchFolder = inSearchFolder, Row = TableRowId.Read(ref reader, ofMessage) };
            case TableEventType.TableRowAdded or TableEventType.TableRowModified:
                var row = TableRowId.Read(ref reader, ofMessage);
                var after = TableRowId.Read(ref reader, ofMessage);
                var data = reader.ReadBytes(reader.ReadUInt16()).ToArray();
                return new TableNotification(type, ofMessage) { IsInSearchFolder = inSearchFolder, Row = row, InsertAfter = after, RowData = data };
            default:
                return new TableNotification(type, ofMessage) { IsInSearchFolder = inSearchFolder };
        }
    }

    public override void Write(WireWriter writer)
    {
        writer.WriteUInt16((ushort)((ushort)NotificationTypes.TableModified | (IsOfMessage ? OfMessage : 0) | (IsInSearchFolder ? InSearchFolder : 0)));
        writer.WriteUInt16((ushort)EventType);
        if (EventType is not (TableEventType.TableRowAdded or TableEventType.TableRowDeleted or TableEventType.TableRowModified))
            return;
        Row.Write(writer, IsOfMessage);
        if (EventType == TableEventType.TableRowDeleted)
            return;
        InsertAfter.Write(writer, IsOfMessage);
        writer.WriteUInt16(checked((ushort)RowData.Length));
        writer.WriteBytes(RowData.Span);
    }
}
