using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>One recipient of a message: fixed fields by its flags, and properties of the columns that go along with the rows. [MS-OXCDATA] 2.8.3.2</summary>
public sealed record RecipientRow
{
    private const RecipientFlags TypeMask = (RecipientFlags)0x0007;

    public required RecipientFlags Flags { get; init; }

    public RecipientAddressType Type => (RecipientAddressType)(Flags & TypeMask);

    /// <summary>X500Dn only: how many characters of the logon's own distinguished name stand before <see cref="X500Dn"/>.</summary>
    public byte AddressPrefixUsed { get; init; }

    /// <summary>X500Dn only: a display type of one byte ([MS-OXOABK] 2.2.3.11).</summary>
    public byte DisplayType { get; init; }

    public string X500Dn { get; init; } = string.Empty;

    /// <summary>Personal distribution lists only.</summary>
    public ReadOnlyMemory<byte> EntryId { get; init; }

    /// <summary>Personal distribution lists only.</summary>
    public ReadOnlyMemory<byte> SearchKey { get; init; }

    public string AddressType { get; init; } = string.Empty;

    public string? EmailAddress { get; init; }

    public string? DisplayName { get; init; }

    public string? SimpleDisplayName { get; init; }

    public string? TransmittableDisplayName { get; init; }

    /// <summary>Values of the first of the columns; fewer than all where the last ones are not set.</summary>
    public required PropertyRow Properties { get; init; }

    /// <summary>A recipient with an SMTP address.</summary>
    public static RecipientRow ForSmtp(string emailAddress, string displayName, PropertyRow properties) => new()
    {
        Flags = (RecipientFlags)RecipientAddressType.Smtp | RecipientFlags.Unicode | RecipientFlags.HasEmailAddress | RecipientFlags.HasDisplayName | RecipientFlags.SameTransmittableDisplayName,
        EmailAddress = emailAddress,
        DisplayName = displayName,
        Properties = properties,
    };

    /// <summary>A recipient of the address book.</summary>
    public static RecipientRow ForX500Dn(string x500Dn, byte displayType, string displayName, PropertyRow properties) => new()
    {
        Flags = (RecipientFlags)RecipientAddressType.X500Dn | RecipientFlags.Unicode | RecipientFlags.HasDisplayName | RecipientFlags.SameTransmittableDisplayName,
        X500Dn = x500Dn,
        DisplayType = displayType,
        DisplayName = displayName,
        Properties = properties,
    };

    public static RecipientRow Read(ref WireReader reader, scoped ReadOnlySpan<PropertyTag> columns)
    {
        var flags = (RecipientFlags)reader.ReadUInt16();
        var type = (RecipientAddressType)(flags & TypeMask);
        var isDn = type == RecipientAddressType.X500Dn;
        var isList = type is RecipientAddressType.PersonalDistributionList1 or RecipientAddressType.PersonalDistributionList2;
        return new RecipientRow
        {
            Flags = flags,
            AddressPrefixUsed = isDn ? reader.ReadByte() : (byte)0,
            DisplayType = isDn ? reader.ReadByte() : (byte)0,
            X500Dn = isDn ? reader.ReadString8Z() : string.Empty,
            EntryId = isList ? reader.ReadBytes(reader.ReadUInt16()).ToArray() : default,
            SearchKey = isList ? reader.ReadBytes(reader.ReadUInt16()).ToArray() : default,
            AddressType = HasAddressType(flags) ? reader.ReadString8Z() : string.Empty,
            EmailAddress = ReadString(ref reader, flags, RecipientFlags.HasEmailAddress),
            DisplayName = ReadString(ref reader, flags, RecipientFlags.HasDisplayName),
            SimpleDisplayName = ReadString(ref reader, flags, RecipientFlags.HasSimpleDisplayName),
            TransmittableDisplayName = ReadString(ref reader, flags, RecipientFlags.HasTransmittableDisplayName),
            Properties = ReadProperties(ref reader, columns),
        };
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16((ushort)Flags);
        if (Type == RecipientAddressType.X500Dn)
        {
            writer.WriteByte(AddressPrefixUsed);
            writer.WriteByte(DisplayType);
            writer.WriteString8Z(X500Dn);
        }

        if (Type is RecipientAddressType.PersonalDistributionList1 or RecipientAddressType.PersonalDistributionList2)
        {
            writer.WriteUInt16(checked((ushort)EntryId.Length));
            writer.WriteBytes(EntryId.Span);
            writer.WriteUInt16(checked((ushort)SearchKey.Length));
            writer.WriteBytes(SearchKey.Span);
        }

        if (HasAddressType(Flags))
            writer.WriteString8Z(AddressType);
        WriteString(writer, EmailAddress, RecipientFlags.HasEmailAddress);
        WriteString(writer, DisplayName, RecipientFlags.HasDisplayName);
        WriteString(writer, SimpleDisplayName, RecipientFlags.HasSimpleDisplayName);
        WriteString(writer, TransmittableDisplayName, RecipientFlags.HasTransmittableDisplayName);
        writer.WriteUInt16(checked((ushort)Properties.Columns.Length));
        Properties.Write(writer);
    }

    private static bool HasAddressType(RecipientFlags flags) => (flags & (TypeMask | RecipientFlags.HasAddressType)) == RecipientFlags.HasAddressType;

    private static string? ReadString(ref WireReader reader, RecipientFlags flags, RecipientFlags which) =>
        (flags & which) != 0 ? reader.ReadString((flags & RecipientFlags.Unicode) != 0) : null;

    private void WriteString(WireWriter writer, string? value, RecipientFlags which)
    {
        if ((Flags & which) != 0)
            writer.WriteString(value ?? string.Empty, (Flags & RecipientFlags.Unicode) != 0);
    }

    private static PropertyRow ReadProperties(ref WireReader reader, scoped ReadOnlySpan<PropertyTag> columns)
    {
        var count = reader.ReadUInt16();
        if (count > columns.Length)
            throw new WireFormatException($"A recipient has {count} columns of {columns.Length}");
        return PropertyRow.Read(ref reader, columns[..count]);
    }
}
