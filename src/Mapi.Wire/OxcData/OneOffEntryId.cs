using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>An address that no address book holds, in the form of an EntryID. [MS-OXCDATA] 2.2.5.1</summary>
/// <param name="DisplayName">May be empty.</param>
/// <param name="AddressType">Such as SMTP.</param>
/// <param name="EmailAddress">In the form of that type.</param>
/// <param name="Flags">How the recipient's messages are encoded. The flag for UTF-16 is set when written.</param>
public readonly record struct OneOffEntryId(string DisplayName, string AddressType, string EmailAddress, OneOffFlags Flags = OneOffFlags.NoRichInfo)
{
    /// <summary>Bytes before the strings.</summary>
    private const int FixedSize = 24;

    /// <summary>Reads one; strings in eight bits are taken as Latin-1 unless an encoding is given.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out OneOffEntryId entryId, System.Text.Encoding? string8 = null)
    {
        entryId = default;
        if (bytes.Length < FixedSize)
            return false;
        var reader = new WireReader(bytes);
        if (string8 is not null)
            reader.String8 = string8;
        if (reader.ReadUInt32() != 0 || reader.ReadGuid() != ProviderUid.OneOff || reader.ReadUInt16() != 0)
            return false;
        var flags = (OneOffFlags)reader.ReadUInt16();
        var unicode = (flags & OneOffFlags.Unicode) != 0;
        if (!TryReadString(ref reader, unicode, out var name) || !TryReadString(ref reader, unicode, out var type) || !TryReadString(ref reader, unicode, out var address))
            return false;
        entryId = new OneOffEntryId(name, type, address, flags);
        return true;
    }

    public byte[] ToArray()
    {
        using var writer = new WireWriter();
        writer.WriteUInt32(0);
        writer.WriteGuid(ProviderUid.OneOff);
        writer.WriteUInt16(0);
        writer.WriteUInt16((ushort)(Flags | OneOffFlags.Unicode));
        writer.WriteUtf16Z(DisplayName);
        writer.WriteUtf16Z(AddressType);
        writer.WriteUtf16Z(EmailAddress);
        return writer.ToArray();
    }

    private static bool TryReadString(ref WireReader reader, bool unicode, out string value)
    {
        value = string.Empty;
        var ends = unicode
            ? System.Runtime.InteropServices.MemoryMarshal.Cast<byte, char>(reader.Rest).Contains('\0')
            : reader.Rest.Contains((byte)0);
        if (ends)
            value = reader.ReadString(unicode);
        return ends;
    }
}
