using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Fields that many bodies share. [MS-OXCMAPIHTTP] 2.2.4 and 2.2.5</summary>
internal static class BodyFields
{
    /// <summary>TRUE of the one-byte Booleans that announce an optional field. [MS-OXCMAPIHTTP] 2.2.1.1</summary>
    public const byte Present = 0xFF;

    public delegate T ReadOne<out T>(ref WireReader reader);

    /// <summary>The StatusCode of a success response, which is zero, and the ErrorCode.</summary>
    public static ErrorCode ReadStatus(this ref WireReader reader)
    {
        var status = reader.ReadUInt32();
        return status == 0 ? (ErrorCode)reader.ReadUInt32() : throw new WireFormatException($"A success response has StatusCode 0x{status:X8}");
    }

    public static void WriteStatus(this WireWriter writer, ErrorCode error)
    {
        writer.WriteUInt32(0);
        writer.WriteUInt32((uint)error);
    }

    public static byte[] ReadSized(this ref WireReader reader) => reader.ReadBytes(reader.CheckCount(reader.ReadUInt32(), 1)).ToArray();

    public static void WriteSized(this WireWriter writer, byte[] bytes)
    {
        writer.WriteUInt32((uint)bytes.Length);
        writer.WriteBytes(bytes);
    }

    public static string ReadAsciiZ(this ref WireReader reader) => reader.ReadString8Z(Encoding.Latin1);

    public static void WriteAsciiZ(this WireWriter writer, string value) => writer.WriteString8Z(value, Encoding.Latin1);

    public static Stat? ReadState(this ref WireReader reader) => reader.ReadBoolean() ? Stat.Read(ref reader) : null;

    public static void WriteState(this WireWriter writer, Stat? state)
    {
        writer.WritePresence(state is not null);
        state?.Write(writer);
    }

    public static uint? ReadOptionalUInt32(this ref WireReader reader) => reader.ReadBoolean() ? reader.ReadUInt32() : null;

    public static void WriteOptional(this WireWriter writer, uint? value)
    {
        writer.WritePresence(value is not null);
        if (value is not null)
            writer.WriteUInt32(value.Value);
    }

    public static IReadOnlyList<PropertyTag>? ReadOptionalTags(this ref WireReader reader) =>
        reader.ReadBoolean() ? LargePropertyTagArray.Read(ref reader) : null;

    public static void WriteOptional(this WireWriter writer, IReadOnlyList<PropertyTag>? tags)
    {
        writer.WritePresence(tags is not null);
        if (tags is not null)
            LargePropertyTagArray.Write(writer, tags);
    }

    public static IReadOnlyList<MinimalEntryId>? ReadOptionalIds(this ref WireReader reader) => reader.ReadBoolean() ? reader.ReadIds() : null;

    public static void WriteOptional(this WireWriter writer, IReadOnlyList<MinimalEntryId>? ids)
    {
        writer.WritePresence(ids is not null);
        if (ids is not null)
            writer.WriteIds(ids);
    }

    public static IReadOnlyList<MinimalEntryId> ReadIds(this ref WireReader reader) => reader.ReadMany(4, MinimalEntryId.Read);

    public static void WriteIds(this WireWriter writer, IReadOnlyList<MinimalEntryId> ids)
    {
        writer.WriteUInt32((uint)ids.Count);
        foreach (var id in ids)
            id.Write(writer);
    }

    public static IReadOnlyList<PropertyValue>? ReadOptionalValues(this ref WireReader reader, Encoding string8) =>
        reader.ReadBoolean() ? AddressBookPropertyValueList.Read(ref reader, string8) : null;

    public static void WriteOptional(this WireWriter writer, IReadOnlyList<PropertyValue>? values, Encoding string8)
    {
        writer.WritePresence(values is not null);
        if (values is not null)
            AddressBookPropertyValueList.Write(writer, values, string8);
    }

    /// <summary>The encoding of String8 values in a body with that STAT.</summary>
    public static Encoding String8(this Stat? state) => StringEncodings.Of(state?.CodePage ?? 0);

    public static void WritePresence(this WireWriter writer, bool present) => writer.WriteByte(present ? Present : (byte)0);

    /// <summary>A 32-bit count and as many elements.</summary>
    public static IReadOnlyList<T> ReadMany<T>(this ref WireReader reader, int smallest, ReadOne<T> read)
    {
        var values = new T[reader.CheckCount(reader.ReadUInt32(), smallest)];
        for (var i = 0; i < values.Length; i++)
            values[i] = read(ref reader);
        return values;
    }
}
