using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>A type and its value, for a column of unspecified type. [MS-OXCMAPIHTTP] 2.2.1.4</summary>
internal static class AddressBookTypedPropertyValue
{
    public static PropertyValue Read(ref WireReader reader, PropertyTag column, Encoding string8)
    {
        var tag = column.WithType((PropertyType)reader.ReadUInt16());
        return AddressBookTaggedPropertyValue.Present(tag, AddressBookPropertyValue.Read(ref reader, tag.Type, string8));
    }

    public static void Write(WireWriter writer, PropertyValue value, Encoding string8)
    {
        writer.WriteUInt16((ushort)value.Tag.Type);
        AddressBookPropertyValue.Write(writer, value.Tag.Type, value.Value, string8);
    }
}
