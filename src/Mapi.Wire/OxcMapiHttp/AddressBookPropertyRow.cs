using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>
/// One row: a value for each column of the table in the columns' order. A column without a value, or with a fault, holds one of type ErrorCode.
/// [MS-OXCMAPIHTTP] 2.2.1.7
/// </summary>
/// <param name="Values">As many as the table has columns; each has its column's type unless that is unspecified or the value is an error.</param>
public sealed record AddressBookPropertyRow(IReadOnlyList<PropertyValue> Values)
{
    private const byte Plain = 0;
    private const byte Flagged = 1;

    internal static AddressBookPropertyRow Read(ref WireReader reader, IReadOnlyList<PropertyTag> columns, Encoding string8)
    {
        var flags = reader.ReadByte();
        if (flags > Flagged)
            throw new WireFormatException($"The flags of a row are 0x{flags:X2}");
        var values = new PropertyValue[reader.CheckCount((uint)columns.Count, 1)];
        for (var i = 0; i < values.Length; i++)
        {
            var column = columns[i];
            values[i] = (flags, column.Type) switch
            {
                (Flagged, _) => AddressBookFlaggedPropertyValue.Read(ref reader, column, string8),
                (_, PropertyType.Unspecified) => AddressBookTypedPropertyValue.Read(ref reader, column, string8),
                _ => AddressBookTaggedPropertyValue.Present(column, AddressBookPropertyValue.Read(ref reader, column.Type, string8)),
            };
        }

        return new AddressBookPropertyRow(values);
    }

    internal void Write(WireWriter writer, IReadOnlyList<PropertyTag> columns, Encoding string8)
    {
        if (Values.Count != columns.Count)
            throw new ArgumentException($"A row of {Values.Count} values for {columns.Count} columns", nameof(columns));
        var flagged = false;
        for (var i = 0; i < columns.Count; i++)
            flagged |= Values[i].Tag.Type == PropertyType.ErrorCode && columns[i].Type != PropertyType.ErrorCode;

        writer.WriteByte(flagged ? Flagged : Plain);
        for (var i = 0; i < columns.Count; i++)
        {
            if (flagged)
                AddressBookFlaggedPropertyValue.Write(writer, columns[i], Values[i], string8);
            else if (columns[i].Type == PropertyType.Unspecified)
                AddressBookTypedPropertyValue.Write(writer, Values[i], string8);
            else
                AddressBookPropertyValue.Write(writer, columns[i].Type, Values[i].Value, string8);
        }
    }
}
