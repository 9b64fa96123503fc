using System.Text;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>The EntryID of an object of the address book: a PermanentEntryID. [MS-OXCDATA] 2.2.5.2</summary>
/// <param name="X500Dn">Legacy distinguished name.</param>
public readonly record struct AddressBookEntryId(AddressBookObjectType Type, string X500Dn)
{
    private const uint Version = 1;

    /// <summary>Bytes before the name.</summary>
    private const int FixedSize = 28;

    public static bool TryParse(ReadOnlySpan<byte> bytes, out AddressBookEntryId entryId)
    {
        entryId = default;
        if (bytes.Length <= FixedSize || !bytes[FixedSize..].Contains((byte)0))
            return false;
        var reader = new WireReader(bytes);
        if (reader.ReadUInt32() != 0 || reader.ReadGuid() != ProviderUid.AddressBook || reader.ReadUInt32() != Version)
            return false;
        entryId = new AddressBookEntryId((AddressBookObjectType)reader.ReadUInt32(), reader.ReadString8Z(Encoding.Latin1));
        return true;
    }

    public byte[] ToArray()
    {
        using var writer = new WireWriter();
        writer.WriteUInt32(0);
        writer.WriteGuid(ProviderUid.AddressBook);
        writer.WriteUInt32(Version);
        writer.WriteUInt32((uint)Type);
        writer.WriteString8Z(X500Dn, Encoding.Latin1);
        return writer.ToArray();
    }
}
