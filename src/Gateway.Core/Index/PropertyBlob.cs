using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Gateway.Core.Index;

/// <summary>
/// Properties as the state keeps them: tag, length, bytes, one after the other. One value is found without decoding the others, which is what
/// a sort over a hundred thousand rows asks for.
/// </summary>
public static class PropertyBlob
{
    private const int Prefix = 8;

    public static byte[] Encode(IEnumerable<PropertyValue> values)
    {
        using var writer = new WireWriter();
        foreach (var (tag, value) in values)
        {
            writer.WriteUInt32(tag.Value);
            var length = writer.ReserveUInt32();
            WriteValue(writer, tag.Type, value);
            writer.PatchUInt32(length, (uint)(writer.Length - length - 4));
        }

        return writer.ToArray();
    }

    public static PropertyBag Decode(ReadOnlySpan<byte> blob)
    {
        var bag = new PropertyBag();
        while (blob.Length >= Prefix)
        {
            var (tag, value) = First(blob);
            bag.Set(tag, ReadValue(value, tag.Type));
            blob = blob[(Prefix + value.Length)..];
        }

        return bag;
    }

    /// <summary>The tags, in the order in which they were written.</summary>
    public static IEnumerable<PropertyTag> Tags(ReadOnlyMemory<byte> blob)
    {
        while (blob.Length >= Prefix)
        {
            var (tag, length) = Head(blob.Span);
            yield return tag;
            blob = blob[(Prefix + length)..];
        }
    }

    public static bool TryGet(ReadOnlySpan<byte> blob, PropertyTag wanted, [NotNullWhen(true)] out object? value)
    {
        wanted = wanted.Unicode;
        while (blob.Length >= Prefix)
        {
            var (tag, bytes) = First(blob);
            if (tag.Id == wanted.Id)
            {
                var matches = tag == wanted || wanted.Type == PropertyType.Unspecified;
                value = matches ? ReadValue(bytes, tag.Type) : null;
                return matches;
            }

            blob = blob[(Prefix + bytes.Length)..];
        }

        value = null;
        return false;
    }

    private static (PropertyTag Tag, int Length) Head(ReadOnlySpan<byte> blob) =>
        (new PropertyTag(BinaryPrimitives.ReadUInt32LittleEndian(blob)), BinaryPrimitives.ReadInt32LittleEndian(blob[4..]));

    private static PropertyEntry First(ReadOnlySpan<byte> blob)
    {
        var (tag, length) = Head(blob);
        return new PropertyEntry(tag, blob.Slice(Prefix, length));
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

    private readonly ref struct PropertyEntry(PropertyTag tag, ReadOnlySpan<byte> value)
    {
        private readonly ReadOnlySpan<byte> _value = value;

        public void Deconstruct(out PropertyTag propertyTag, out ReadOnlySpan<byte> bytes)
        {
            propertyTag = tag;
            bytes = _value;
        }
    }
}
