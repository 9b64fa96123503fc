using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>Properties with their tags before each value. [MS-OXCDATA] 2.11.4</summary>
public static class TaggedPropertyValue
{
    /// <summary>Bytes of the smallest one: a tag and a one-byte value.</summary>
    private const int Smallest = 5;

    public static PropertyValue Read(ref WireReader reader)
    {
        var tag = new PropertyTag(reader.ReadUInt32());
        return new PropertyValue(tag, PropertyValueCodec.Read(ref reader, tag.Type, reader.String8));
    }

    public static void Write(WireWriter writer, PropertyValue property)
    {
        writer.WriteUInt32(property.Tag.Value);
        PropertyValueCodec.Write(writer, property.Tag.Type, property.Value, writer.String8);
    }

    /// <summary>Reads a 16-bit count and that many properties.</summary>
    public static PropertyValue[] ReadArray(ref WireReader reader)
    {
        var values = new PropertyValue[reader.CheckCount(reader.ReadUInt16(), Smallest)];
        for (var i = 0; i < values.Length; i++)
            values[i] = Read(ref reader);
        return values;
    }

    public static void WriteArray(WireWriter writer, ReadOnlySpan<PropertyValue> properties)
    {
        writer.WriteUInt16(checked((ushort)properties.Length));
        foreach (var property in properties)
            Write(writer, property);
    }

    /// <summary>Reads a 16-bit size in bytes, and in that many bytes a count and the properties. What is left of the size is passed over.</summary>
    internal static PropertyValue[] ReadSizedArray(ref WireReader reader)
    {
        var slice = reader.ReadSlice(reader.ReadUInt16());
        return ReadArray(ref slice);
    }

    internal static void WriteSizedArray(WireWriter writer, ReadOnlySpan<PropertyValue> properties)
    {
        var size = writer.ReserveUInt16();
        WriteArray(writer, properties);
        writer.PatchUInt16(size, checked((ushort)(writer.Length - size - 2)));
    }
}
