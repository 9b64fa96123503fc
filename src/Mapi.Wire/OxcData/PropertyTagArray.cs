using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>Tags after a 16-bit count, as remote operations carry them.</summary>
internal static class PropertyTagArray
{
    public static PropertyTag[] Read(ref WireReader reader) => Read(ref reader, reader.ReadUInt16());

    public static PropertyTag[] Read(ref WireReader reader, ushort count)
    {
        var tags = new PropertyTag[reader.CheckCount(count, 4)];
        for (var i = 0; i < tags.Length; i++)
            tags[i] = new PropertyTag(reader.ReadUInt32());
        return tags;
    }

    public static void Write(WireWriter writer, ReadOnlySpan<PropertyTag> tags)
    {
        writer.WriteUInt16(checked((ushort)tags.Length));
        WriteTags(writer, tags);
    }

    public static void WriteTags(WireWriter writer, ReadOnlySpan<PropertyTag> tags)
    {
        foreach (var tag in tags)
            writer.WriteUInt32(tag.Value);
    }
}
