using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>One recipient that was read. [MS-OXCROPS] 2.2.6.6.2.1</summary>
/// <param name="CodePageId">Code page of the row's 8-bit strings.</param>
public readonly record struct ReadRecipientRow(uint RowId, RecipientType RecipientType, ushort CodePageId, RecipientRow Row)
{
    /// <summary>Bytes of the fixed fields.</summary>
    internal const int Smallest = 11;

    internal static ReadRecipientRow Read(ref WireReader reader, scoped ReadOnlySpan<PropertyTag> columns)
    {
        var id = reader.ReadUInt32();
        var open = OpenRecipientRow.Read(ref reader, columns);
        return new ReadRecipientRow(id, open.RecipientType, open.CodePageId, open.Row);
    }

    internal void Write(WireWriter writer)
    {
        writer.WriteUInt32(RowId);
        new OpenRecipientRow(RecipientType, CodePageId, Row).Write(writer);
    }
}
