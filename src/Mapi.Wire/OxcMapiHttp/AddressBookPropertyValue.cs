using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>
/// Values as address book bodies carry them: strings, binary and multiple values stand behind a HasValue byte, and so does each string and binary
/// element of a multiple value; all counts have 32 bits. [MS-OXCMAPIHTTP] 2.2.1.1, [MS-OXCDATA] 2.11.2
/// </summary>
internal static class AddressBookPropertyValue
{
    /// <summary>Reads a value; null where HasValue says that there is none.</summary>
    public static object? Read(ref WireReader reader, PropertyType type, Encoding string8)
    {
        if (HasMark(type) && !ReadMark(ref reader))
            return null;
        return ReadUnmarked(ref reader, type, string8, elementsMarked: true);
    }

    public static void Write(WireWriter writer, PropertyType type, object value, Encoding string8)
    {
        if (HasMark(type))
            writer.WriteByte(BodyFields.Present);
        WriteUnmarked(writer, type, value, string8, elementsMarked: true);
    }

    /// <summary>Reads a value that no HasValue byte precedes.</summary>
    public static object ReadUnmarked(ref WireReader reader, PropertyType type, Encoding string8, bool elementsMarked)
    {
        switch (type)
        {
            case PropertyType.Binary:
                return reader.ReadSized();
            case PropertyType.MultipleString8 or PropertyType.MultipleString:
                var strings = new string[reader.CheckCount(reader.ReadUInt32(), 1)];
                for (var i = 0; i < strings.Length; i++)
                    strings[i] = elementsMarked && !ReadMark(ref reader) ? string.Empty : ReadString(ref reader, type, string8);
                return strings;
            case PropertyType.MultipleBinary:
                var binaries = new byte[reader.CheckCount(reader.ReadUInt32(), 1)][];
                for (var i = 0; i < binaries.Length; i++)
                    binaries[i] = elementsMarked && !ReadMark(ref reader) ? [] : reader.ReadSized();
                return binaries;
            case PropertyType.Restriction or PropertyType.RuleAction or PropertyType.ServerId:
                throw new WireFormatException($"A value of type 0x{(ushort)type:X4} does not belong to an address book");
            default:
                return PropertyValueCodec.Read(ref reader, type, string8);
        }
    }

    /// <summary>Writes a value without a HasValue byte before it.</summary>
    public static void WriteUnmarked(WireWriter writer, PropertyType type, object value, Encoding string8, bool elementsMarked)
    {
        switch (type)
        {
            case PropertyType.Binary:
                writer.WriteSized((byte[])value);
                break;
            case PropertyType.MultipleString8 or PropertyType.MultipleString:
                var strings = (string[])value;
                writer.WriteUInt32((uint)strings.Length);
                foreach (var text in strings)
                {
                    if (elementsMarked)
                        writer.WriteByte(BodyFields.Present);
                    PropertyValueCodec.Write(writer, type == PropertyType.MultipleString8 ? PropertyType.String8 : PropertyType.String, text, string8);
                }

                break;
            case PropertyType.MultipleBinary:
                var binaries = (byte[][])value;
                writer.WriteUInt32((uint)binaries.Length);
                foreach (var bytes in binaries)
                {
                    if (elementsMarked)
                        writer.WriteByte(BodyFields.Present);
                    writer.WriteSized(bytes);
                }

                break;
            default:
                PropertyValueCodec.Write(writer, type, value, string8);
                break;
        }
    }

    /// <summary>The types whose values a HasValue byte precedes.</summary>
    public static bool HasMark(PropertyType type) =>
        type is PropertyType.String or PropertyType.String8 or PropertyType.Binary || ((ushort)type & PropertyTag.Multivalue) != 0;

    private static bool ReadMark(ref WireReader reader)
    {
        var mark = reader.ReadByte();
        return mark switch
        {
            BodyFields.Present => true,
            0 => false,
            _ => throw new WireFormatException($"HasValue is 0x{mark:X2}"),
        };
    }

    private static string ReadString(ref WireReader reader, PropertyType multiple, Encoding string8) =>
        multiple == PropertyType.MultipleString8 ? reader.ReadString8Z(string8) : reader.ReadUtf16Z();
}
