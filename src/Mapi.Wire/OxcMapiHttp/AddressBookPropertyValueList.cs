using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Tagged values with a 32-bit count. [MS-OXCMAPIHTTP] 2.2.1.3</summary>
internal static class AddressBookPropertyValueList
{
    public static PropertyValue[] Read(ref WireReader reader, Encoding string8)
    {
        var values = new PropertyValue[reader.CheckCount(reader.ReadUInt32(), 5)];
        for (var i = 0; i < values.Length; i++)
            values[i] = AddressBookTaggedPropertyValue.Read(ref reader, string8);
        return values;
    }

    public static void Write(WireWriter writer, IReadOnlyList<PropertyValue> values, Encoding string8)
    {
        writer.WriteUInt32((uint)values.Count);
        foreach (var value in values)
            AddressBookTaggedPropertyValue.Write(writer, value, string8);
    }
}
