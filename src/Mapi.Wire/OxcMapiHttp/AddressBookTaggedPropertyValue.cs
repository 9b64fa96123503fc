using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>A property tag and its value; one whose HasValue is false is read as an error value, NotFound. [MS-OXCMAPIHTTP] 2.2.1.2</summary>
internal static class AddressBookTaggedPropertyValue
{
    public static PropertyValue Read(ref WireReader reader, Encoding string8)
    {
        var tag = new PropertyTag(reader.ReadUInt32());
        return Present(tag, AddressBookPropertyValue.Read(ref reader, tag.Type, string8));
    }

    public static void Write(WireWriter writer, PropertyValue value, Encoding string8)
    {
        writer.WriteUInt32(value.Tag.Value);
        AddressBookPropertyValue.Write(writer, value.Tag.Type, value.Value, string8);
    }

    /// <summary>The value under its tag, or NotFound where there is none.</summary>
    public static PropertyValue Present(PropertyTag tag, object? value) =>
        value is null ? new PropertyValue(tag.WithType(PropertyType.ErrorCode), ErrorCode.NotFound) : new PropertyValue(tag, value);
}
