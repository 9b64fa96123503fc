using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Gateway.Core.Index;

/// <summary>
/// Properties as the state keeps them: how many, their tags, where each value ends, the values. A value is found by a search through the tags alone, without a look at
/// the others, which is what a sort over a hundred thousand rows asks for.
/// </summary>
public static class PropertyBlob
{
    /// <summary>Bytes of the number of properties, of a tag, and of an end.</summary>
    private const int Field = sizeof(uint);

    /// <summary>Bytes that the properties of a mail take, mostly.</summary>
    private const int UsualSize = 1024;

    public static byte[] Encode(PropertyBag values) => Encode(values, values.Count);

    public static byte[] Encode(IEnumerable<PropertyValue> values)
    {
        var all = values.ToList();
        return Encode(all, all.Count);
    }

    private static byte[] Encode(IEnumerable<PropertyValue> all, int count)
    {
        if (count == 0)
            return [];
        using var writer = new WireWriter(UsualSize);
        writer.WriteInt32(count);
        foreach (var (tag, _) in all)
            writer.WriteUInt32(tag.Value);
        var end = writer.Length;
        for (var i = 0; i < count; i++)
            writer.ReserveUInt32();
        var start = writer.Length;
        foreach (var (tag, value) in all)
        {
            WriteValue(writer, tag.Type, value);
            writer.PatchUInt32(end, (uint)(writer.Length - start));
            end += Field;
        }

        return writer.ToArray();
    }

    public static PropertyBag Decode(ReadOnlySpan<byte> blob)
    {
        var bag = new PropertyBag();
        for (var i = 0; i < Count(blob); i++)
        {
            var tag = TagAt(blob, i);
            bag.Set(tag, ReadValue(ValueAt(blob, i), tag.Type));
        }

        return bag;
    }

    /// <summary>The tags, in the order in which they were written.</summary>
    public static IEnumerable<PropertyTag> Tags(ReadOnlyMemory<byte> blob)
    {
        var count = Count(blob.Span);
        for (var i = 0; i < count; i++)
            yield return TagAt(blob.Span, i);
    }

    public static bool TryGet(ReadOnlySpan<byte> blob, PropertyTag wanted, [NotNullWhen(true)] out object? value)
    {
        wanted = wanted.Unicode;
        var place = wanted.Type == PropertyType.Unspecified ? Find(blob, wanted.Id) : Find(blob, wanted);
        value = place >= 0 ? ReadValue(ValueAt(blob, place), TagAt(blob, place).Type) : null;
        return value is not null;
    }

    /// <summary>The blob holds just these properties, in whatever order.</summary>
    public static bool IsSame(ReadOnlySpan<byte> blob, PropertyBag properties)
    {
        if (Count(blob) != properties.Count)
            return false;
        for (var i = 0; i < Count(blob); i++)
        {
            if (!properties.TryGet(TagAt(blob, i), out var value))
                return false;
            ReadOnlySpan<byte> same = Encode([new PropertyValue(TagAt(blob, i), value)]);
            if (!ValueAt(blob, i).SequenceEqual(ValueAt(same, 0)))
                return false;
        }

        return true;
    }

    private static int Count(ReadOnlySpan<byte> blob) => blob.IsEmpty ? 0 : BinaryPrimitives.ReadInt32LittleEndian(blob);

    private static PropertyTag TagAt(ReadOnlySpan<byte> blob, int place) => new(BinaryPrimitives.ReadUInt32LittleEndian(blob[((1 + place) * Field)..]));

    private static ReadOnlySpan<byte> ValueAt(ReadOnlySpan<byte> blob, int place)
    {
        var count = Count(blob);
        var ends = blob[((1 + count) * Field)..];
        var start = place == 0 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(ends[((place - 1) * Field)..]);
        return ends[(count * Field)..][start..BinaryPrimitives.ReadInt32LittleEndian(ends[(place * Field)..])];
    }

    /// <summary>The place of a tag, sought by the processor's widest registers; negative where it is not there.</summary>
    private static int Find(ReadOnlySpan<byte> blob, PropertyTag tag)
    {
        var tags = blob.IsEmpty ? blob : blob.Slice(Field, Count(blob) * Field);
        return MemoryMarshal.Cast<byte, uint>(tags).IndexOf(BitConverter.IsLittleEndian ? tag.Value : BinaryPrimitives.ReverseEndianness(tag.Value));
    }

    private static int Find(ReadOnlySpan<byte> blob, ushort id)
    {
        for (var i = 0; i < Count(blob); i++)
        {
            if (TagAt(blob, i).Id == id)
                return i;
        }

        return -1;
    }

    private static void WriteValue(WireWriter writer, PropertyType type, object value)
    {
        switch (type)
        {
            case PropertyType.String:
                writer.Advance(Encoding.UTF8.GetBytes((string)value, writer.GetSpan(Encoding.UTF8.GetMaxByteCount(((string)value).Length))));
                break;
            case PropertyType.Binary or PropertyType.ServerId or PropertyType.RuleAction:
                writer.WriteBytes((byte[])value);
                break;
            case PropertyType.MultipleBinary:
                foreach (var part in (byte[][])value)
                    WritePart(writer, part);
                break;
            case PropertyType.MultipleString:
                foreach (var part in (string[])value)
                    WritePart(writer, Encoding.UTF8.GetBytes(part));
                break;
            default:
                PropertyValueCodec.Write(writer, type, value, Encoding.UTF8);
                break;
        }
    }

    private static object ReadValue(ReadOnlySpan<byte> bytes, PropertyType type)
    {
        switch (type)
        {
            case PropertyType.String:
                return Encoding.UTF8.GetString(bytes);
            case PropertyType.Binary or PropertyType.ServerId or PropertyType.RuleAction:
                return bytes.ToArray();
            case PropertyType.MultipleBinary:
                return ReadParts(bytes).ToArray();
            case PropertyType.MultipleString:
                return ReadParts(bytes).Select(Encoding.UTF8.GetString).ToArray();
            default:
                var values = new WireReader(bytes);
                return PropertyValueCodec.Read(ref values, type, Encoding.UTF8);
        }
    }

    /// <summary>A length before each part: a terminator could stand inside one.</summary>
    private static void WritePart(WireWriter writer, byte[] part)
    {
        writer.WriteInt32(part.Length);
        writer.WriteBytes(part);
    }

    private static List<byte[]> ReadParts(ReadOnlySpan<byte> bytes)
    {
        var parts = new List<byte[]>();
        for (var reader = new WireReader(bytes); reader.Remaining > 0;)
            parts.Add(reader.ReadBytes(reader.ReadInt32()).ToArray());
        return parts;
    }
}
