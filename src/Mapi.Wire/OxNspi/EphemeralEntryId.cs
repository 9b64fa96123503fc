using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxNspi;

/// <summary>An address book object by its Minimal Entry ID, valid while the server lives whose GUID it carries. [MS-OXNSPI] 2.2.9.2</summary>
public readonly record struct EphemeralEntryId(Guid ServerGuid, DisplayType DisplayType, MinimalEntryId MinimalId)
{
    /// <summary>Bytes of every id of this kind.</summary>
    public const int Size = 32;

    private const uint IdType = 0x87;

    /// <summary>Reads an entry id that fills the data; false where it is none of this kind.</summary>
    public static bool TryParse(ReadOnlySpan<byte> entryId, out EphemeralEntryId parsed)
    {
        parsed = default;
        if (entryId.Length != Size || entryId[0] != IdType)
            return false;
        var reader = new WireReader(entryId);
        reader.Skip(4);
        var server = reader.ReadGuid();
        if (reader.ReadUInt32() != 1)
            return false;
        parsed = new EphemeralEntryId(server, (DisplayType)reader.ReadUInt32(), MinimalEntryId.Read(ref reader));
        return true;
    }

    public byte[] ToBytes()
    {
        using var writer = new WireWriter(Size);
        writer.WriteUInt32(IdType);
        writer.WriteGuid(ServerGuid);
        writer.WriteUInt32(1);
        writer.WriteUInt32((uint)DisplayType);
        MinimalId.Write(writer);
        return writer.ToArray();
    }
}
