using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>A list of property tags with a 32-bit count. [MS-OXCMAPIHTTP] 2.2.1.8</summary>
internal static class LargePropertyTagArray
{
    /// <summary>Most tags that a list may have.</summary>
    public const int MaxCount = 100_000;

    public static PropertyTag[] Read(ref WireReader reader)
    {
        var count = reader.CheckCount(reader.ReadUInt32(), 4);
        if (count > MaxCount)
            throw new WireFormatException($"{count} property tags, {MaxCount} allowed");
        var tags = new PropertyTag[count];
        for (var i = 0; i < count; i++)
            tags[i] = new PropertyTag(reader.ReadUInt32());
        return tags;
    }

    public static void Write(WireWriter writer, IReadOnlyList<PropertyTag> tags)
    {
        writer.WriteUInt32((uint)tags.Count);
        foreach (var tag in tags)
            writer.WriteUInt32(tag.Value);
    }
}
