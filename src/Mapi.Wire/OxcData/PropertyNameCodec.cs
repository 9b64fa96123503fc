using System.Text;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>Property names as remote operations carry them. [MS-OXCDATA] 2.6.1</summary>
public static class PropertyNameCodec
{
    private const byte KindLid = 0x00;
    private const byte KindName = 0x01;
    private const byte KindNone = 0xFF;

    /// <summary>Longest string name in bytes; its size field has eight bits and its terminator takes two.</summary>
    public const int MaxNameBytes = 252;

    /// <summary>Bytes of the smallest name: the kind and the property set.</summary>
    private const int Smallest = 17;

    /// <summary>Reads one name; null where the identifier has none.</summary>
    public static PropertyName? Read(ref WireReader reader)
    {
        var kind = reader.ReadByte();
        var set = reader.ReadGuid();
        switch (kind)
        {
            case KindLid:
                return PropertyName.Numeric(set, reader.ReadUInt32());
            case KindName:
                var text = Encoding.Unicode.GetString(reader.ReadBytes(reader.ReadByte()));
                var end = text.IndexOf('\0', StringComparison.Ordinal);
                return PropertyName.String(set, end < 0 ? text : text[..end]);
            case KindNone:
                return null;
            default:
                throw new WireFormatException($"Name kind 0x{kind:X2} is unknown");
        }
    }

    public static void Write(WireWriter writer, PropertyName? name)
    {
        if (name is not { } known)
        {
            writer.WriteByte(KindNone);
            writer.WriteGuid(Guid.Empty);
            return;
        }

        writer.WriteByte(known.Text is null ? KindLid : KindName);
        writer.WriteGuid(known.Set);
        if (known.Text is null)
        {
            writer.WriteUInt32(known.Lid);
            return;
        }

        var size = known.Text.Length * 2;
        if (size > MaxNameBytes)
            throw new ArgumentException($"A property name of {size} bytes does not fit its size field", nameof(name));
        writer.WriteByte((byte)(size + 2));
        writer.WriteUtf16Z(known.Text);
    }

    /// <summary>Reads a 16-bit count and that many names.</summary>
    public static PropertyName?[] ReadArray(ref WireReader reader) => ReadArray(ref reader, reader.ReadUInt16());

    internal static PropertyName?[] ReadArray(ref WireReader reader, ushort count)
    {
        var names = new PropertyName?[reader.CheckCount(count, Smallest)];
        for (var i = 0; i < names.Length; i++)
            names[i] = Read(ref reader);
        return names;
    }

    public static void WriteArray(WireWriter writer, ReadOnlySpan<PropertyName?> names)
    {
        writer.WriteUInt16(checked((ushort)names.Length));
        foreach (var name in names)
            Write(writer, name);
    }
}
