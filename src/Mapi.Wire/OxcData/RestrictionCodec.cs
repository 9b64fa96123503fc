using System.Text;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>Restrictions in the format of remote operations or, where another is given, in that one. [MS-OXCDATA] 2.12</summary>
internal static class RestrictionCodec
{
    public static Restriction Read(ref WireReader reader, Encoding string8, RestrictionFormat? format = null) =>
        Read(ref reader, string8, format ?? RestrictionFormat.RemoteOperation, 0);

    public static void Write(WireWriter writer, Restriction restriction, Encoding string8) =>
        Write(writer, restriction, string8, RestrictionFormat.RemoteOperation);

    private static Restriction Read(ref WireReader reader, Encoding string8, RestrictionFormat format, int depth)
    {
        if (depth >= Restriction.MaxDepth)
            throw new WireFormatException($"A restriction nests deeper than {Restriction.MaxDepth} levels");
        var kind = reader.ReadByte();
        switch (kind)
        {
            case 0x00: return new AndRestriction(ReadList(ref reader, string8, format, depth));
            case 0x01: return new OrRestriction(ReadList(ref reader, string8, format, depth));
            case 0x02: return new NotRestriction(Read(ref reader, string8, format, depth + 1));
            case 0x03: return new ContentRestriction((FuzzyLevelLow)reader.ReadUInt16(), (FuzzyLevelHigh)reader.ReadUInt16(), ReadTag(ref reader), ReadTagged(ref reader, string8, format));
            case 0x04: return new PropertyRestriction((RelationalOperator)reader.ReadByte(), ReadTag(ref reader), ReadTagged(ref reader, string8, format));
            case 0x05: return new ComparePropertiesRestriction((RelationalOperator)reader.ReadByte(), ReadTag(ref reader), ReadTag(ref reader));
            case 0x06: return new BitMaskRestriction(reader.ReadByte() == 0, ReadTag(ref reader), reader.ReadUInt32());
            case 0x07: return new SizeRestriction((RelationalOperator)reader.ReadByte(), ReadTag(ref reader), reader.ReadUInt32());
            case 0x08: return new ExistRestriction(ReadTag(ref reader));
            case 0x09: return new SubObjectRestriction(ReadTag(ref reader), Read(ref reader, string8, format, depth + 1));
            case 0x0A:
                var comments = new PropertyValue[reader.CheckCount(reader.ReadByte(), 5)];
                for (var i = 0; i < comments.Length; i++)
                    comments[i] = ReadTagged(ref reader, string8, format);
                return new CommentRestriction(comments, reader.ReadBoolean() ? Read(ref reader, string8, format, depth + 1) : null);
            case 0x0B: return new CountRestriction(reader.ReadUInt32(), Read(ref reader, string8, format, depth + 1));
            default: throw new WireFormatException($"Restriction kind 0x{kind:X2} is unknown");
        }
    }

    public static void Write(WireWriter writer, Restriction restriction, Encoding string8, RestrictionFormat format)
    {
        switch (restriction)
        {
            case AndRestriction and:
                writer.WriteByte(0x00);
                WriteList(writer, and.Restrictions, string8, format);
                break;
            case OrRestriction or:
                writer.WriteByte(0x01);
                WriteList(writer, or.Restrictions, string8, format);
                break;
            case NotRestriction not:
                writer.WriteByte(0x02);
                Write(writer, not.Restriction, string8, format);
                break;
            case ContentRestriction content:
                writer.WriteByte(0x03);
                writer.WriteUInt16((ushort)content.Low);
                writer.WriteUInt16((ushort)content.High);
                writer.WriteUInt32(content.Tag.Value);
                WriteTagged(writer, content.Value, string8, format);
                break;
            case PropertyRestriction property:
                writer.WriteByte(0x04);
                writer.WriteByte((byte)property.Operator);
                writer.WriteUInt32(property.Tag.Value);
                WriteTagged(writer, property.Value, string8, format);
                break;
            case ComparePropertiesRestriction compare:
                writer.WriteByte(0x05);
                writer.WriteByte((byte)compare.Operator);
                writer.WriteUInt32(compare.Left.Value);
                writer.WriteUInt32(compare.Right.Value);
                break;
            case BitMaskRestriction mask:
                writer.WriteByte(0x06);
                writer.WriteBoolean(!mask.WantsZero);
                writer.WriteUInt32(mask.Tag.Value);
                writer.WriteUInt32(mask.Mask);
                break;
            case SizeRestriction size:
                writer.WriteByte(0x07);
                writer.WriteByte((byte)size.Operator);
                writer.WriteUInt32(size.Tag.Value);
                writer.WriteUInt32(size.Size);
                break;
            case ExistRestriction exist:
                writer.WriteByte(0x08);
                writer.WriteUInt32(exist.Tag.Value);
                break;
            case SubObjectRestriction sub:
                writer.WriteByte(0x09);
                writer.WriteUInt32(sub.Table.Value);
                Write(writer, sub.Restriction, string8, format);
                break;
            case CommentRestriction comment:
                writer.WriteByte(0x0A);
                writer.WriteByte(checked((byte)comment.Comments.Count));
                foreach (var value in comment.Comments)
                    WriteTagged(writer, value, string8, format);
                writer.WriteBoolean(comment.Restriction is not null);
                if (comment.Restriction is not null)
                    Write(writer, comment.Restriction, string8, format);
                break;
            case CountRestriction count:
                writer.WriteByte(0x0B);
                writer.WriteUInt32(count.Count);
                Write(writer, count.Restriction, string8, format);
                break;
        }
    }

    private static List<Restriction> ReadList(ref WireReader reader, Encoding string8, RestrictionFormat format, int depth)
    {
        var count = reader.CheckCount(format.ReadCount(ref reader), 2);
        var list = new List<Restriction>(count);
        for (var i = 0; i < count; i++)
            list.Add(Read(ref reader, string8, format, depth + 1));
        return list;
    }

    private static void WriteList(WireWriter writer, IReadOnlyList<Restriction> list, Encoding string8, RestrictionFormat format)
    {
        format.WriteCount(writer, list.Count);
        foreach (var restriction in list)
            Write(writer, restriction, string8, format);
    }

    private static PropertyTag ReadTag(ref WireReader reader) => new(reader.ReadUInt32());

    private static PropertyValue ReadTagged(ref WireReader reader, Encoding string8, RestrictionFormat format)
    {
        var tag = ReadTag(ref reader);
        return new PropertyValue(tag, format.ReadValue(ref reader, ValueType(tag), string8));
    }

    private static void WriteTagged(WireWriter writer, PropertyValue value, Encoding string8, RestrictionFormat format)
    {
        writer.WriteUInt32(value.Tag.Value);
        format.WriteValue(writer, ValueType(value.Tag), value.Value, string8);
    }

    // A row for each value is asked for by a flag in the type; the value itself has the plain type.
    private static PropertyType ValueType(PropertyTag tag) => (PropertyType)((ushort)tag.Type & ~PropertyTag.MultivalueInstance);
}
