using System.Text;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>A string before which stands how it is encoded. Null is absent, which differs from empty. [MS-OXCDATA] 2.11.7</summary>
internal static class TypedString
{
    private const byte None = 0;
    private const byte Empty = 1;
    private const byte String8 = 2;
    private const byte ReducedUnicode = 3;
    private const byte Unicode = 4;

    public static string? Read(ref WireReader reader) => reader.ReadByte() switch
    {
        None => null,
        Empty => string.Empty,
        String8 => reader.ReadString8Z(),
        ReducedUnicode => Encoding.Latin1.GetString(reader.ReadBytesZ()),
        Unicode => reader.ReadUtf16Z(),
        var type => throw new WireFormatException($"String type 0x{type:X2} is unknown"),
    };

    /// <summary>Writes the shortest encoding that keeps every character.</summary>
    public static void Write(WireWriter writer, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            writer.WriteByte(value is null ? None : Empty);
        }
        else if (value.AsSpan().IndexOfAnyExceptInRange('\u0001', '\u00FF') < 0)
        {
            writer.WriteByte(ReducedUnicode);
            writer.WriteString8Z(value, Encoding.Latin1);
        }
        else
        {
            writer.WriteByte(Unicode);
            writer.WriteUtf16Z(value);
        }
    }
}
