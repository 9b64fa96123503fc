using System.Text;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>
/// Property values as remote operations carry them: 16-bit counts before binary values, 32-bit counts of elements before multiple ones.
/// [MS-OXCDATA] 2.11.1 and 2.11.2
/// </summary>
public static class PropertyValueCodec
{
    /// <summary>Reads one value of that type.</summary>
    /// <param name="reader">Stands at the value.</param>
    /// <param name="type">A type of fixed meaning; not Unspecified.</param>
    /// <param name="string8">The code page of String8 values.</param>
    public static object Read(ref WireReader reader, PropertyType type, Encoding string8) => type switch
    {
        PropertyType.Integer16 => reader.ReadInt16(),
        PropertyType.Integer32 => reader.ReadInt32(),
        PropertyType.Floating32 => reader.ReadSingle(),
        PropertyType.Floating64 or PropertyType.FloatingTime => reader.ReadDouble(),
        PropertyType.Currency => new Currency(reader.ReadInt64()),
        PropertyType.ErrorCode => (ErrorCode)reader.ReadUInt32(),
        PropertyType.Boolean => reader.ReadBoolean(),
        PropertyType.Integer64 => reader.ReadInt64(),
        PropertyType.String8 => reader.ReadString8Z(string8),
        PropertyType.String => reader.ReadUtf16Z(),
        PropertyType.Time => new FileTime(reader.ReadInt64()),
        PropertyType.Guid => reader.ReadGuid(),
        PropertyType.Binary or PropertyType.ServerId => reader.ReadBytes(reader.ReadUInt16()).ToArray(),
        PropertyType.Restriction => Restriction.Read(ref reader, string8),
        PropertyType.RuleAction => reader.ReadBytes(reader.ReadUInt16()).ToArray(),
        PropertyType.MultipleInteger16 => ReadMany(ref reader, 2, static (ref WireReader r, Encoding _) => r.ReadInt16(), string8),
        PropertyType.MultipleInteger32 => ReadMany(ref reader, 4, static (ref WireReader r, Encoding _) => r.ReadInt32(), string8),
        PropertyType.MultipleFloating32 => ReadMany(ref reader, 4, static (ref WireReader r, Encoding _) => r.ReadSingle(), string8),
        PropertyType.MultipleFloating64 or PropertyType.MultipleFloatingTime => ReadMany(ref reader, 8, static (ref WireReader r, Encoding _) => r.ReadDouble(), string8),
        PropertyType.MultipleCurrency => ReadMany(ref reader, 8, static (ref WireReader r, Encoding _) => new Currency(r.ReadInt64()), string8),
        PropertyType.MultipleInteger64 => ReadMany(ref reader, 8, static (ref WireReader r, Encoding _) => r.ReadInt64(), string8),
        PropertyType.MultipleString8 => ReadMany(ref reader, 1, static (ref WireReader r, Encoding e) => r.ReadString8Z(e), string8),
        PropertyType.MultipleString => ReadMany(ref reader, 2, static (ref WireReader r, Encoding _) => r.ReadUtf16Z(), string8),
        PropertyType.MultipleTime => ReadMany(ref reader, 8, static (ref WireReader r, Encoding _) => new FileTime(r.ReadInt64()), string8),
        PropertyType.MultipleGuid => ReadMany(ref reader, 16, static (ref WireReader r, Encoding _) => r.ReadGuid(), string8),
        PropertyType.MultipleBinary => ReadMany(ref reader, 2, static (ref WireReader r, Encoding _) => r.ReadBytes(r.ReadUInt16()).ToArray(), string8),
        _ => throw new WireFormatException($"A value of type 0x{(ushort)type:X4} cannot be read"),
    };

    /// <summary>Writes a value of that type. A binary value longer than 65,535 bytes does not fit the format; the caller answers NotEnoughMemory for it before.</summary>
    public static void Write(WireWriter writer, PropertyType type, object value, Encoding string8)
    {
        switch (type)
        {
            case PropertyType.Integer16: writer.WriteInt16((short)value); break;
            case PropertyType.Integer32: writer.WriteInt32((int)value); break;
            case PropertyType.Floating32: writer.WriteSingle((float)value); break;
            case PropertyType.Floating64 or PropertyType.FloatingTime: writer.WriteDouble((double)value); break;
            case PropertyType.Currency: writer.WriteInt64(((Currency)value).Value); break;
            case PropertyType.ErrorCode: writer.WriteUInt32((uint)(ErrorCode)value); break;
            case PropertyType.Boolean: writer.WriteBoolean((bool)value); break;
            case PropertyType.Integer64: writer.WriteInt64((long)value); break;
            case PropertyType.String8: writer.WriteString8Z((string)value, string8); break;
            case PropertyType.String: writer.WriteUtf16Z((string)value); break;
            case PropertyType.Time: writer.WriteInt64(((FileTime)value).Value); break;
            case PropertyType.Guid: writer.WriteGuid((Guid)value); break;
            case PropertyType.Binary or PropertyType.ServerId or PropertyType.RuleAction: WriteBinary(writer, (byte[])value); break;
            case PropertyType.Restriction: ((Restriction)value).Write(writer, string8); break;
            case PropertyType.MultipleInteger16: WriteMany(writer, (short[])value, static (w, v, _) => w.WriteInt16(v), string8); break;
            case PropertyType.MultipleInteger32: WriteMany(writer, (int[])value, static (w, v, _) => w.WriteInt32(v), string8); break;
            case PropertyType.MultipleFloating32: WriteMany(writer, (float[])value, static (w, v, _) => w.WriteSingle(v), string8); break;
            case PropertyType.MultipleFloating64 or PropertyType.MultipleFloatingTime: WriteMany(writer, (double[])value, static (w, v, _) => w.WriteDouble(v), string8); break;
            case PropertyType.MultipleCurrency: WriteMany(writer, (Currency[])value, static (w, v, _) => w.WriteInt64(v.Value), string8); break;
            case PropertyType.MultipleInteger64: WriteMany(writer, (long[])value, static (w, v, _) => w.WriteInt64(v), string8); break;
            case PropertyType.MultipleString8: WriteMany(writer, (string[])value, static (w, v, e) => w.WriteString8Z(v, e), string8); break;
            case PropertyType.MultipleString: WriteMany(writer, (string[])value, static (w, v, _) => w.WriteUtf16Z(v), string8); break;
            case PropertyType.MultipleTime: WriteMany(writer, (FileTime[])value, static (w, v, _) => w.WriteInt64(v.Value), string8); break;
            case PropertyType.MultipleGuid: WriteMany(writer, (Guid[])value, static (w, v, _) => w.WriteGuid(v), string8); break;
            case PropertyType.MultipleBinary: WriteMany(writer, (byte[][])value, static (w, v, _) => WriteBinary(w, v), string8); break;
            default: throw new ArgumentException($"A value of type 0x{(ushort)type:X4} cannot be written", nameof(type));
        }
    }

    private delegate T ReadOne<out T>(ref WireReader reader, Encoding string8);

    private static T[] ReadMany<T>(ref WireReader reader, int smallest, ReadOne<T> read, Encoding string8)
    {
        var values = new T[reader.CheckCount(reader.ReadUInt32(), smallest)];
        for (var i = 0; i < values.Length; i++)
            values[i] = read(ref reader, string8);
        return values;
    }

    private static void WriteMany<T>(WireWriter writer, T[] values, Action<WireWriter, T, Encoding> write, Encoding string8)
    {
        writer.WriteUInt32((uint)values.Length);
        foreach (var value in values)
            write(writer, value, string8);
    }

    private static void WriteBinary(WireWriter writer, byte[] value)
    {
        writer.WriteUInt16(checked((ushort)value.Length));
        writer.WriteBytes(value);
    }
}
