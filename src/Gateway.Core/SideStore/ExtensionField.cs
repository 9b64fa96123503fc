using System.Text;
using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Gateway.Core.SideStore;

/// <summary>
/// Properties that an open format has no place for, as bytes for its extension field. Named properties go by their names, never by the ids of a mailbox: those may be others
/// when the object is read again.
/// </summary>
public static class ExtensionField
{
    /// <summary>The field of a mail.</summary>
    public const string Header = "X-Mapigate";

    /// <summary>The property of an iCalendar or vCard object.</summary>
    public const string Property = "X-MAPIGATE";

    /// <summary>Most bytes of all values; a header is read whenever its folder is listed.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>Most bytes of one value with its name; longer ones have no place in a field.</summary>
    public const int MaxValue = 2048;

    private const byte Version = 1;

    private static readonly HashSet<ushort> Bodies = [PidTag.Body.Id, PidTag.Html.Id, PidTag.RtfCompressed.Id];

    /// <summary>Encodes the properties, those known by name and those with ids below 0x8000 alike; ids of a mailbox must have been turned into names.</summary>
    /// <param name="properties">The object's properties; bodies are left out.</param>
    /// <param name="isComplete">Whether everything fitted in.</param>
    /// <returns>Null where there is nothing to say.</returns>
    public static byte[]? Encode(PropertyBag properties, out bool isComplete)
    {
        var values = new List<PropertyValue>();
        var names = new List<PropertyName>();
        var length = 0;
        isComplete = true;
        foreach (var (tag, value) in properties)
        {
            if (!tag.IsNamed && !Bodies.Contains(tag.Id))
                isComplete &= Add(values, ref length, new PropertyValue(tag, value), 0);
        }

        foreach (var (name, (type, value)) in properties.Named)
        {
            var id = (ushort)(NamedPropertyMap.FirstId + names.Count);
            if (id > NamedPropertyMap.LastId || !Add(values, ref length, new PropertyValue(new PropertyTag(id, type), value), NameLength(name)))
                isComplete = false;
            else
                names.Add(name);
        }

        if (values.Count == 0)
            return null;
        using var writer = new WireWriter();
        writer.WriteByte(Version);
        writer.WriteInt32(names.Count);
        foreach (var name in names)
            WriteName(writer, name);
        writer.WriteBytes(PropertyBlob.Encode(values));
        return writer.ToArray();
    }

    /// <summary>The properties of a field; null where it is of another version or cannot be read.</summary>
    public static PropertyBag? Decode(ReadOnlySpan<byte> content)
    {
        try
        {
            var reader = new WireReader(content);
            if (reader.ReadByte() != Version)
                return null;
            var names = new PropertyName[reader.CheckCount(reader.ReadUInt32(), 21)];
            for (var i = 0; i < names.Length; i++)
                names[i] = ReadName(ref reader);
            if (reader.Remaining == 0)
                return null;
            var bag = new PropertyBag();
            foreach (var (tag, value) in PropertyBlob.Decode(reader.Rest))
            {
                if (!tag.IsNamed)
                    bag.Set(tag, value);
                else if (tag.Id - NamedPropertyMap.FirstId < names.Length)
                    bag.Set(names[tag.Id - NamedPropertyMap.FirstId], tag.Type, value);
            }

            return bag;
        }
        catch (Exception fault) when (fault is WireFormatException or ArgumentException or OverflowException)
        {
            // Sealed, and yet not what this version writes.
            return null;
        }
    }

    private static bool Add(List<PropertyValue> values, ref int length, PropertyValue value, int name)
    {
        if (value.Tag.Type is PropertyType.Null or PropertyType.Object or PropertyType.Unspecified || value.Value is string { Length: > MaxValue } or byte[] { Length: > MaxValue })
            return false;
        var own = PropertyBlob.Encode([value]).Length + name;
        if (own > MaxValue || length + own > MaxLength)
            return false;
        length += own;
        values.Add(value);
        return true;
    }

    private static int NameLength(PropertyName name) => 21 + (name.Text is { } text ? Encoding.UTF8.GetByteCount(text) : 0);

    private static void WriteName(WireWriter writer, PropertyName name)
    {
        writer.WriteGuid(name.Set);
        writer.WriteBoolean(name.Text is not null);
        if (name.Text is null)
        {
            writer.WriteUInt32(name.Lid);
            return;
        }

        var text = Encoding.UTF8.GetBytes(name.Text);
        writer.WriteInt32(text.Length);
        writer.WriteBytes(text);
    }

    private static PropertyName ReadName(ref WireReader reader)
    {
        var set = reader.ReadGuid();
        return reader.ReadBoolean() ? PropertyName.String(set, Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32()))) : PropertyName.Numeric(set, reader.ReadUInt32());
    }
}
