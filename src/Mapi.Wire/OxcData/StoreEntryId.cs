using System.Text;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>The EntryID of a store itself. [MS-OXCDATA] 2.2.4.3</summary>
/// <param name="IsPublic">The public folders; else a mailbox.</param>
/// <param name="ServerShortname">The server's name.</param>
/// <param name="MailboxDn">Legacy distinguished name of the mailbox; empty for the public folders.</param>
public readonly record struct StoreEntryId(bool IsPublic, string ServerShortname, string MailboxDn)
{
    private const uint MailboxType = 0x0000000C;
    private const uint PublicType = 0x00000006;
    private const int DllFileNameSize = 14;
    private static ReadOnlySpan<byte> DllFileName => "EMSMDB.DLL"u8;

    /// <summary>Bytes before the server's name.</summary>
    private const int FixedSize = 60;

    public static bool TryParse(ReadOnlySpan<byte> bytes, out StoreEntryId entryId)
    {
        entryId = default;
        if (bytes.Length < FixedSize || bytes[^1] != 0)
            return false;
        var reader = new WireReader(bytes);
        if (reader.ReadUInt32() != 0 || reader.ReadGuid() != ProviderUid.WrappedStore || reader.ReadUInt16() != 0)
            return false;
        if (!reader.ReadBytes(DllFileNameSize).StartsWith(DllFileName) || reader.ReadUInt32() != 0)
            return false;
        var provider = reader.ReadGuid();
        reader.Skip(4);
        if (reader.Remaining == 0 || (provider != ProviderUid.MailboxStore && provider != ProviderUid.PublicStore))
            return false;
        var server = reader.ReadString8Z(Encoding.Latin1);
        entryId = new StoreEntryId(provider == ProviderUid.PublicStore, server, reader.Remaining > 0 ? reader.ReadString8Z(Encoding.Latin1) : string.Empty);
        return true;
    }

    public byte[] ToArray()
    {
        using var writer = new WireWriter();
        writer.WriteUInt32(0);
        writer.WriteGuid(ProviderUid.WrappedStore);
        writer.WriteUInt16(0);
        writer.WriteBytes(DllFileName);
        writer.WriteUInt32(0);
        writer.WriteUInt32(0);
        writer.WriteGuid(IsPublic ? ProviderUid.PublicStore : ProviderUid.MailboxStore);
        writer.WriteUInt32(IsPublic ? PublicType : MailboxType);
        writer.WriteString8Z(ServerShortname, Encoding.Latin1);
        if (!IsPublic)
            writer.WriteString8Z(MailboxDn, Encoding.Latin1);
        return writer.ToArray();
    }
}
