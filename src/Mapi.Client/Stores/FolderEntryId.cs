using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Client.Stores;

/// <summary>The entry id of a folder in a private mailbox. [MS-OXCDATA] 2.2.4.1</summary>
internal static class FolderEntryId
{
    private const int Size = 46;

    // eitLTPrivateFolder
    private const ushort PrivateFolder = 1;

    /// <summary>The folder's long-term id; false where the bytes are no folder's entry id.</summary>
    public static bool TryParse(byte[]? entryId, out LongTermId id)
    {
        id = default;
        if (entryId is not { Length: Size })
            return false;

        // Flags (4), provider (16) and type (2) stand before the id.
        var reader = new WireReader(entryId.AsSpan(22));
        id = LongTermId.Read(ref reader);
        return true;
    }

    public static byte[] ToBytes(Guid mailbox, LongTermId id)
    {
        using var writer = new WireWriter(Size);
        writer.WriteUInt32(0);
        writer.WriteGuid(mailbox);
        writer.WriteUInt16(PrivateFolder);
        id.Write(writer);
        return writer.ToArray();
    }
}
