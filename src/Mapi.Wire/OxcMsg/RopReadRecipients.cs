using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Reads recipients of a message. [MS-OXCROPS] 2.2.6.6.1</summary>
/// <param name="RowId">The first one wanted.</param>
public readonly record struct RopReadRecipientsRequest(uint RowId, ushort Reserved) : IRopRequest<RopReadRecipientsRequest>
{
    public static RopId RopId => RopId.ReadRecipients;

    public static RopReadRecipientsRequest Read(ref WireReader reader) => new(reader.ReadUInt32(), reader.ReadUInt16());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(RowId);
        writer.WriteUInt16(Reserved);
    }
}

/// <summary>[MS-OXCROPS] 2.2.6.6.2</summary>
/// <param name="RecipientRows">At most 255, with the columns that the opening of the message told.</param>
public readonly record struct RopReadRecipientsResponse(ReadRecipientRow[] RecipientRows) : IRopRowResponse<RopReadRecipientsResponse>
{
    public static RopReadRecipientsResponse Read(ref WireReader reader, scoped ReadOnlySpan<PropertyTag> columns)
    {
        var rows = new ReadRecipientRow[reader.CheckCount(reader.ReadByte(), ReadRecipientRow.Smallest)];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = ReadRecipientRow.Read(ref reader, columns);
        return new RopReadRecipientsResponse(rows);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteByte(checked((byte)RecipientRows.Length));
        foreach (var row in RecipientRows)
            row.Write(writer);
    }
}
