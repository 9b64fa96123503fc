using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Adds, replaces and removes recipients of a message. [MS-OXCROPS] 2.2.6.5.1</summary>
public readonly record struct RopModifyRecipientsRequest(PropertyTag[] RecipientColumns, ModifyRecipientRow[] RecipientRows) : IRopRequest<RopModifyRecipientsRequest>
{
    public static RopId RopId => RopId.ModifyRecipients;

    public static RopModifyRecipientsRequest Read(ref WireReader reader)
    {
        var columns = PropertyTagArray.Read(ref reader);
        var rows = new ModifyRecipientRow[reader.CheckCount(reader.ReadUInt16(), ModifyRecipientRow.Smallest)];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = ModifyRecipientRow.Read(ref reader, columns);
        return new RopModifyRecipientsRequest(columns, rows);
    }

    public void Write(WireWriter writer)
    {
        PropertyTagArray.Write(writer, RecipientColumns);
        writer.WriteUInt16(checked((ushort)RecipientRows.Length));
        foreach (var row in RecipientRows)
            row.Write(writer);
    }
}
