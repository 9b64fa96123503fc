using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>What the operations that open a message tell of it. [MS-OXCROPS] 2.2.6.1.2</summary>
/// <param name="SubjectPrefix">Null where the message has none.</param>
/// <param name="NormalizedSubject">Null where the message has none.</param>
/// <param name="RecipientCount">All recipients of the message; those that do not fit here are read with RopReadRecipients.</param>
/// <param name="RecipientColumns">Columns of the recipients' properties.</param>
/// <param name="RecipientRows">At most 255.</param>
public readonly record struct OpenedMessage(
    bool HasNamedProperties,
    string? SubjectPrefix,
    string? NormalizedSubject,
    ushort RecipientCount,
    PropertyTag[] RecipientColumns,
    OpenRecipientRow[] RecipientRows)
{
    internal static OpenedMessage Read(ref WireReader reader)
    {
        var named = reader.ReadBoolean();
        var prefix = TypedString.Read(ref reader);
        var subject = TypedString.Read(ref reader);
        var recipients = reader.ReadUInt16();
        var columns = PropertyTagArray.Read(ref reader);
        var rows = new OpenRecipientRow[reader.CheckCount(reader.ReadByte(), OpenRecipientRow.Smallest)];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = OpenRecipientRow.Read(ref reader, columns);
        return new OpenedMessage(named, prefix, subject, recipients, columns, rows);
    }

    internal void Write(WireWriter writer)
    {
        writer.WriteBoolean(HasNamedProperties);
        TypedString.Write(writer, SubjectPrefix);
        TypedString.Write(writer, NormalizedSubject);
        writer.WriteUInt16(RecipientCount);
        PropertyTagArray.Write(writer, RecipientColumns);
        writer.WriteByte(checked((byte)RecipientRows.Length));
        foreach (var row in RecipientRows)
            row.Write(writer);
    }
}
