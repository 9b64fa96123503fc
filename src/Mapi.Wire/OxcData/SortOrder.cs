using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>One column to sort or group by. [MS-OXCDATA] 2.13.1</summary>
public readonly record struct SortOrder(PropertyTag Column, SortDirection Direction)
{
    public static SortOrder Read(ref WireReader reader) => new(new PropertyTag(reader.ReadUInt32()), (SortDirection)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Column.Value);
        writer.WriteByte((byte)Direction);
    }
}
