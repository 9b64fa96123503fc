using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>
/// The values of known columns: a StandardPropertyRow where each has one, else a FlaggedPropertyRow. [MS-OXCDATA] 2.8.1
/// </summary>
/// <remarks>
/// A value has the .NET type of its column. In its place may stand null (the property is absent) or an <see cref="ErrorCode"/> (it exists
/// but cannot be had here, for example because it is too large for a row). The value of an Unspecified column is a <see cref="PropertyValue"/>.
/// </remarks>
public sealed class PropertyRow(PropertyTag[] columns, object?[] values)
{
    private const byte Standard = 0;
    private const byte Flagged = 1;
    private const byte Present = 0x00;
    private const byte Absent = 0x01;
    private const byte Error = 0x0A;

    public PropertyTag[] Columns { get; } = columns;

    public object?[] Values { get; } = values;

    /// <summary>The value of that column; null where the row has no such column, no value or an error.</summary>
    public T? Get<T>(PropertyTag column) => Array.IndexOf(Columns, column) is >= 0 and var i && Values[i] is T value ? value : default;

    public void Write(WireWriter writer) => Write(writer, Columns, Values);

    public static PropertyRow Read(ref WireReader reader, scoped ReadOnlySpan<PropertyTag> columns)
    {
        var flag = reader.ReadByte();
        if (flag > Flagged)
            throw new WireFormatException($"Row kind 0x{flag:X2} is unknown");
        var values = new object?[columns.Length];
        for (var i = 0; i < columns.Length; i++)
            values[i] = flag == Standard ? ReadValue(ref reader, columns[i]) : ReadFlagged(ref reader, columns[i]);
        return new PropertyRow(columns.ToArray(), values);
    }

    /// <summary>Reads that many rows of the same columns, which stand one after the other to the end of the data.</summary>
    public static PropertyRow[] ReadMany(ReadOnlySpan<byte> data, int count, ReadOnlySpan<PropertyTag> columns, System.Text.Encoding? string8 = null)
    {
        var reader = new WireReader(data);
        if (string8 is not null)
            reader.String8 = string8;
        var rows = new PropertyRow[reader.CheckCount((uint)count, 1)];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = Read(ref reader, columns);
        return rows;
    }

    /// <summary>Writes one row without making an object of it.</summary>
    public static void Write(WireWriter writer, ReadOnlySpan<PropertyTag> columns, ReadOnlySpan<object?> values)
    {
        var flagged = false;
        for (var i = 0; i < columns.Length && !flagged; i++)
            flagged = IsMissing(columns[i], values[i]);
        writer.WriteByte(flagged ? Flagged : Standard);
        for (var i = 0; i < columns.Length; i++)
        {
            if (flagged)
                WriteFlagged(writer, columns[i], values[i]);
            else
                WriteValue(writer, columns[i], values[i]!);
        }
    }

    /// <summary>The type that a value of that column has in a row: one element where the table shows a row for each value.</summary>
    public static PropertyType TypeOf(PropertyTag column) => ((ushort)column.Type & PropertyTag.MultivalueInstance) != 0
        ? (PropertyType)((ushort)column.Type & ~(PropertyTag.MultivalueInstance | PropertyTag.Multivalue))
        : column.Type;

    internal static byte[] ReadRaw(ref WireReader reader, uint count, scoped ReadOnlySpan<PropertyTag> columns)
    {
        reader.CheckCount(count, 1);
        var rest = reader.Rest;
        var start = reader.Position;
        for (var i = 0; i < count; i++)
            Read(ref reader, columns);
        return rest[..(reader.Position - start)].ToArray();
    }

    private static bool IsMissing(PropertyTag column, object? value) => value is null || (value is ErrorCode && column.Type != PropertyType.ErrorCode);

    private static object ReadValue(ref WireReader reader, PropertyTag column)
    {
        if (column.Type != PropertyType.Unspecified)
            return PropertyValueCodec.Read(ref reader, TypeOf(column), reader.String8);
        var type = (PropertyType)reader.ReadUInt16();
        return new PropertyValue(column.WithType(type), PropertyValueCodec.Read(ref reader, type, reader.String8));
    }

    private static object? ReadFlagged(ref WireReader reader, PropertyTag column)
    {
        var type = column.Type == PropertyType.Unspecified ? (PropertyType)reader.ReadUInt16() : TypeOf(column);
        switch (reader.ReadByte())
        {
            case Present:
                var value = PropertyValueCodec.Read(ref reader, type, reader.String8);
                return column.Type == PropertyType.Unspecified ? new PropertyValue(column.WithType(type), value) : value;
            case Absent:
                return null;
            case Error:
                return (ErrorCode)reader.ReadUInt32();
            case var flag:
                throw new WireFormatException($"Value flag 0x{flag:X2} is unknown");
        }
    }

    private static void WriteValue(WireWriter writer, PropertyTag column, object value)
    {
        if (column.Type != PropertyType.Unspecified)
        {
            PropertyValueCodec.Write(writer, TypeOf(column), value, writer.String8);
            return;
        }

        var property = (PropertyValue)value;
        writer.WriteUInt16((ushort)property.Tag.Type);
        PropertyValueCodec.Write(writer, property.Tag.Type, property.Value, writer.String8);
    }

    private static void WriteFlagged(WireWriter writer, PropertyTag column, object? value)
    {
        if (!IsMissing(column, value))
        {
            if (column.Type == PropertyType.Unspecified)
                writer.WriteUInt16((ushort)((PropertyValue)value!).Tag.Type);
            writer.WriteByte(Present);
            if (value is PropertyValue property)
                PropertyValueCodec.Write(writer, property.Tag.Type, property.Value, writer.String8);
            else
                PropertyValueCodec.Write(writer, TypeOf(column), value!, writer.String8);
            return;
        }

        if (column.Type == PropertyType.Unspecified)
            writer.WriteUInt16((ushort)PropertyType.ErrorCode);
        writer.WriteByte(Error);
        writer.WriteUInt32((uint)(value is ErrorCode error ? error : ErrorCode.NotFound));
    }
}
