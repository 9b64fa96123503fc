using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>The EntryID of a folder, 46 bytes. [MS-OXCDATA] 2.2.4.1</summary>
/// <param name="ProviderUid">The mailbox GUID of the logon.</param>
/// <param name="Type">What kind of store the folder is in.</param>
/// <param name="Folder">The folder's replica and counter.</param>
public readonly record struct FolderEntryId(Guid ProviderUid, StoreObjectType Type, LongTermId Folder)
{
    public const int Size = 46;

    public static bool TryParse(ReadOnlySpan<byte> bytes, out FolderEntryId entryId)
    {
        entryId = default;
        if (bytes.Length != Size)
            return false;
        var reader = new WireReader(bytes);
        var flags = reader.ReadUInt32();
        entryId = new FolderEntryId(reader.ReadGuid(), (StoreObjectType)reader.ReadUInt16(), LongTermId.Read(ref reader));

        // An address book's EntryID of this size has its version, 1, in the place of the type.
        return flags == 0 && entryId.ProviderUid != OxcData.ProviderUid.AddressBook && entryId.Type is StoreObjectType.PrivateFolder or StoreObjectType.PublicFolder;
    }

    public byte[] ToArray()
    {
        using var writer = new WireWriter(Size);
        writer.WriteUInt32(0);
        writer.WriteGuid(ProviderUid);
        writer.WriteUInt16((ushort)Type);
        Folder.Write(writer);
        return writer.ToArray();
    }
}
