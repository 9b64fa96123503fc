using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>A restriction after its 16-bit size in bytes; size zero is none.</summary>
internal static class SizedRestriction
{
    public static Restriction? Read(ref WireReader reader)
    {
        var size = reader.ReadUInt16();
        if (size == 0)
            return null;
        var slice = reader.ReadSlice(size);
        return Restriction.Read(ref slice, slice.String8);
    }

    public static void Write(WireWriter writer, Restriction? restriction)
    {
        var size = writer.ReserveUInt16();
        restriction?.Write(writer, writer.String8);
        writer.PatchUInt16(size, checked((ushort)(writer.Length - size - 2)));
    }
}
