using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>One recipient to add, replace or remove. [MS-OXCROPS] 2.2.6.5.1.1</summary>
/// <param name="RowId">Which recipient of the message.</param>
/// <param name="Row">The recipient; null removes it.</param>
public readonly record struct ModifyRecipientRow(uint RowId, RecipientType RecipientType, RecipientRow? Row)
{
    /// <summary>Bytes of the fixed fields.</summary>
    internal const int Smallest = 7;

    internal static ModifyRecipientRow Read(ref WireReader reader, scoped ReadOnlySpan<PropertyTag> columns)
    {
        var id = reader.ReadUInt32();
        var type = (RecipientType)reader.ReadByte();
        var size = reader.ReadUInt16();
        if (size == 0)
            return new ModifyRecipientRow(id, type, null);
        var slice = reader.ReadSlice(size);
        return new ModifyRecipientRow(id, type, RecipientRow.Read(ref slice, columns));
    }

    internal void Write(WireWriter writer)
    {
        writer.WriteUInt32(RowId);
        writer.WriteByte((byte)RecipientType);
        var size = writer.ReserveUInt16();
        Row?.Write(writer);
        writer.PatchUInt16(size, checked((ushort)(writer.Length - size - 2)));
    }
}
