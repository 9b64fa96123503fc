using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>One recipient in the response of an operation that opens a message. [MS-OXCROPS] 2.2.6.1.2.1</summary>
/// <param name="CodePageId">Code page of the row's 8-bit strings.</param>
public readonly record struct OpenRecipientRow(RecipientType RecipientType, ushort CodePageId, RecipientRow Row)
{
    /// <summary>Bytes of the fixed fields.</summary>
    internal const int Smallest = 7;

    internal static OpenRecipientRow Read(ref WireReader reader, scoped ReadOnlySpan<PropertyTag> columns)
    {
        var type = (RecipientType)reader.ReadByte();
        var codePage = reader.ReadUInt16();
        reader.Skip(2);
        var slice = reader.ReadSlice(reader.ReadUInt16());
        return new OpenRecipientRow(type, codePage, RecipientRow.Read(ref slice, columns));
    }

    internal void Write(WireWriter writer)
    {
        writer.WriteByte((byte)RecipientType);
        writer.WriteUInt16(CodePageId);
        writer.WriteUInt16(0);
        var size = writer.ReserveUInt16();
        Row.Write(writer);
        writer.PatchUInt16(size, checked((ushort)(writer.Length - size - 2)));
    }
}
