using System.Text;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxNspi;

/// <summary>An address book object by its distinguished name, valid for ever. [MS-OXNSPI] 2.2.9.3</summary>
public readonly record struct PermanentEntryId(DisplayType DisplayType, string DistinguishedName)
{
    private const int FixedSize = 28;

    /// <summary>Reads an entry id that fills the data; false where it is none of this kind.</summary>
    public static bool TryParse(ReadOnlySpan<byte> entryId, out PermanentEntryId parsed)
    {
        parsed = default;
        if (entryId.Length <= FixedSize || entryId[0] != 0 || new Guid(entryId.Slice(4, 16)) != NspiProvider.Guid)
            return false;
        var reader = new WireReader(entryId[20..]);
        if (reader.ReadUInt32() != 1)
            return false;
        var type = (DisplayType)reader.ReadUInt32();
        var end = reader.Rest.IndexOf((byte)0);
        if (end < 0)
            return false;
        parsed = new PermanentEntryId(type, Encoding.Latin1.GetString(reader.Rest[..end]));
        return true;
    }

    public byte[] ToBytes()
    {
        using var writer = new WireWriter();
        writer.WriteUInt32(0);
        writer.WriteGuid(NspiProvider.Guid);
        writer.WriteUInt32(1);
        writer.WriteUInt32((uint)DisplayType);
        writer.WriteString8Z(DistinguishedName, Encoding.Latin1);
        return writer.ToArray();
    }
}
