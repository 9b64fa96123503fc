using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>
/// A value, an error or nothing, behind a flag; for a column of unspecified type the type comes first. [MS-OXCMAPIHTTP] 2.2.1.5 and 2.2.1.6
/// </summary>
internal static class AddressBookFlaggedPropertyValue
{
    private const byte HasValue = 0x00;
    private const byte Absent = 0x01;
    private const byte HasError = 0x0A;

    public static PropertyValue Read(ref WireReader reader, PropertyTag column, Encoding string8)
    {
        var tag = column.Type == PropertyType.Unspecified ? column.WithType((PropertyType)reader.ReadUInt16()) : column;
        var flag = reader.ReadByte();
        return flag switch
        {
            HasValue => AddressBookTaggedPropertyValue.Present(tag, AddressBookPropertyValue.Read(ref reader, tag.Type, string8)),
            Absent => AddressBookTaggedPropertyValue.Present(tag, null),
            HasError => new PropertyValue(tag.WithType(PropertyType.ErrorCode), (ErrorCode)reader.ReadUInt32()),
            _ => throw new WireFormatException($"The flag of a property value is 0x{flag:X2}"),
        };
    }

    public static void Write(WireWriter writer, PropertyTag column, PropertyValue value, Encoding string8)
    {
        var type = value.Tag.Type;
        if (column.Type == PropertyType.Unspecified)
            writer.WriteUInt16((ushort)type);
        if (type == PropertyType.ErrorCode)
        {
            writer.WriteByte(HasError);
            writer.WriteUInt32((uint)(ErrorCode)value.Value);
            return;
        }

        writer.WriteByte(HasValue);
        AddressBookPropertyValue.Write(writer, type, value.Value, string8);
    }
}
