using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Columns and rows of a response. [MS-OXCMAPIHTTP] 2.2.5.5.2</summary>
public sealed record AddressBookTable(IReadOnlyList<PropertyTag> Columns, IReadOnlyList<AddressBookPropertyRow> Rows)
{
    internal static AddressBookTable? ReadOptional(ref WireReader reader, Encoding string8)
    {
        if (!reader.ReadBoolean())
            return null;
        var columns = LargePropertyTagArray.Read(ref reader);
        var rows = new AddressBookPropertyRow[reader.CheckCount(reader.ReadUInt32(), 1 + columns.Length)];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = AddressBookPropertyRow.Read(ref reader, columns, string8);
        return new AddressBookTable(columns, rows);
    }

    internal static void WriteOptional(WireWriter writer, AddressBookTable? table, Encoding string8)
    {
        writer.WritePresence(table is not null);
        if (table is null)
            return;
        LargePropertyTagArray.Write(writer, table.Columns);
        writer.WriteUInt32((uint)table.Rows.Count);
        foreach (var row in table.Rows)
            row.Write(writer, table.Columns, string8);
    }
}
