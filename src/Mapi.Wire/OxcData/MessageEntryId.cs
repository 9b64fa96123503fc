using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>The EntryID of a message, 70 bytes. [MS-OXCDATA] 2.2.4.2</summary>
/// <param name="ProviderUid">The mailbox GUID of the logon.</param>
/// <param name="Type">What kind of store the message is in.</param>
/// <param name="Folder">The replica and counter of its folder.</param>
/// <param name="Message">Its own replica and counter.</param>
public readonly record struct MessageEntryId(Guid ProviderUid, StoreObjectType Type, LongTermId Folder, LongTermId Message)
{
    public const int Size = 70;

    public static bool TryParse(ReadOnlySpan<byte> bytes, out MessageEntryId entryId)
    {
        entryId = default;
        if (bytes.Length != Size)
            return false;
        var reader = new WireReader(bytes);
        var flags = reader.ReadUInt32();
        entryId = new MessageEntryId(reader.ReadGuid(), (StoreObjectType)reader.ReadUInt16(), LongTermId.Read(ref reader), LongTermId.Read(ref reader));

        // An address book's EntryID of this size has its version, 1, in the place of the type.
        return flags == 0 && entryId.ProviderUid != OxcData.ProviderUid.AddressBook && entryId.Type is StoreObjectType.PrivateMessage or StoreObjectType.PublicMessage;
    }

    public byte[] ToArray()
    {
        using var writer = new WireWriter(Size);
        writer.WriteUInt32(0);
        writer.WriteGuid(ProviderUid);
        writer.WriteUInt16((ushort)Type);
        Folder.Write(writer);
        Message.Write(writer);
        return writer.ToArray();
    }
}
