using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>Recipients between property bags and the rows of the remote operations. [MS-OXCDATA] 2.8.3</summary>
internal static class RecipientRows
{
    /// <summary>Most rows of one response.</summary>
    private const int MaxRows = 255;

    private const ushort CodePage = 1252;

    /// <summary>Fixed fields of a row and what each of its strings is called as a property.</summary>
    private static readonly HashSet<ushort> Fixed = new PropertyTag[]
    {
        PidTag.RecipientType, PidTag.AddressType, PidTag.EmailAddress, PidTag.DisplayName, PidTag.AddressBookDisplayNamePrintable, PidTag.TransmittableDisplayName, PidTag.SendRichInfo, PidTag.Rowid,
    }.Select(t => t.Id).ToHashSet();

    /// <summary>Columns that every row set has, whatever the recipients are: some clients demand them.</summary>
    private static readonly PropertyTag[] Always = [PidTag.ObjectType, PidTag.DisplayType, PidTag.SmtpAddress, PidTag.RecipientFlags, PidTag.RecipientTrackStatus];

    /// <summary>What an operation that opens a message tells of it: as many recipients as fit.</summary>
    public static OpenedMessage Open(MessageObject message, int room)
    {
        var columns = ColumnsOf(message);
        var rows = new List<OpenRecipientRow>();
        foreach (var recipient in message.Recipients.Take(MaxRows))
        {
            room -= RoughSize(recipient);
            if (room < 0)
                break;
            rows.Add(new OpenRecipientRow(TypeOf(recipient), CodePage, ToRow(recipient, columns)));
        }

        return new OpenedMessage(
            message.HasNamedProperties,
            message.Get(PidTag.SubjectPrefix) as string ?? "",
            message.Get(PidTag.NormalizedSubject) as string ?? "",
            (ushort)Math.Min(message.Recipients.Count, ushort.MaxValue),
            columns,
            rows.ToArray());
    }

    /// <summary>Recipients from a row id on, as many as fit.</summary>
    public static ReadRecipientRow[] Read(MessageObject message, uint from, int room)
    {
        var columns = ColumnsOf(message);
        var rows = new List<ReadRecipientRow>();
        foreach (var recipient in message.Recipients.Where(r => r.RowId >= from).OrderBy(r => r.RowId).Take(MaxRows))
        {
            room -= RoughSize(recipient);
            if (room < 0 && rows.Count > 0)
                break;
            rows.Add(new ReadRecipientRow(recipient.RowId, TypeOf(recipient), CodePage, ToRow(recipient, columns)));
        }

        return rows.ToArray();
    }

    /// <summary>A row as the properties of a recipient.</summary>
    /// <param name="row">The row.</param>
    /// <param name="type">Its type.</param>
    /// <param name="dnPrefix">What stands before distinguished names that the row shortens.</param>
    public static PropertyBag ToBag(RecipientRow row, RecipientType type, string dnPrefix)
    {
        var bag = new PropertyBag();
        bag[PidTag.RecipientType] = (int)type;
        var (addressType, address) = row.Type switch
        {
            RecipientAddressType.X500Dn => ("EX", dnPrefix[..Math.Min(row.AddressPrefixUsed, dnPrefix.Length)] + row.X500Dn),
            RecipientAddressType.Smtp => ("SMTP", row.EmailAddress),
            RecipientAddressType.MsMail => ("MS", row.EmailAddress),
            RecipientAddressType.Fax => ("FAX", row.EmailAddress),
            RecipientAddressType.PersonalDistributionList1 or RecipientAddressType.PersonalDistributionList2 => ("MAPIPDL", row.EmailAddress),
            _ => (row.AddressType, row.EmailAddress),
        };
        Set(PidTag.AddressType, addressType);
        Set(PidTag.EmailAddress, address);
        Set(PidTag.DisplayName, row.DisplayName);
        Set(PidTag.AddressBookDisplayNamePrintable, row.SimpleDisplayName);
        Set(PidTag.TransmittableDisplayName, (row.Flags & RecipientFlags.SameTransmittableDisplayName) != 0 ? row.DisplayName : row.TransmittableDisplayName);
        if (row.Type is RecipientAddressType.PersonalDistributionList1 or RecipientAddressType.PersonalDistributionList2)
        {
            bag[PidTag.EntryId] = row.EntryId.ToArray();
            bag[PidTag.SearchKey] = row.SearchKey.ToArray();
        }

        for (var i = 0; i < row.Properties.Columns.Length; i++)
        {
            var (tag, value) = (row.Properties.Columns[i], row.Properties.Values[i]);
            if (value is PropertyValue typed)
                (tag, value) = (typed.Tag, typed.Value);
            if (value is not null and not ErrorCode && (!Fixed.Contains(tag.Id) || !bag.Contains(tag.Id)))
                bag.Set(tag, value);
        }

        return bag;

        void Set(PropertyTag tag, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                bag[tag] = value;
        }
    }

    /// <summary>The properties that any of the recipients has beside the fixed fields.</summary>
    private static PropertyTag[] ColumnsOf(MessageObject message) => Always
        .Concat(message.Recipients.SelectMany(r => r.Properties).Select(v => v.Tag))
        .DistinctBy(t => t.Id)
        .Where(t => !Fixed.Contains(t.Id))
        .ToArray();

    private static RecipientType TypeOf(RecipientEntry recipient) => (RecipientType)(byte)recipient.Properties.Get<int>(PidTag.RecipientType);

    private static RecipientRow ToRow(RecipientEntry recipient, PropertyTag[] columns)
    {
        var bag = recipient.Properties;
        var name = bag.Get<string>(PidTag.DisplayName);
        var address = bag.Get<string>(PidTag.EmailAddress);
        var addressType = bag.Get<string>(PidTag.AddressType) ?? "";
        var isDn = addressType.Equals("EX", StringComparison.OrdinalIgnoreCase) && address is not null;
        var isSmtp = addressType.Equals("SMTP", StringComparison.OrdinalIgnoreCase);
        var flags = RecipientFlags.Unicode | (isDn ? (RecipientFlags)RecipientAddressType.X500Dn : isSmtp ? (RecipientFlags)RecipientAddressType.Smtp : RecipientFlags.HasAddressType);
        if (!isDn && address is not null)
            flags |= RecipientFlags.HasEmailAddress;
        if (name is not null)
            flags |= RecipientFlags.HasDisplayName | RecipientFlags.HasSimpleDisplayName | RecipientFlags.SameTransmittableDisplayName;
        return new RecipientRow
        {
            Flags = flags,
            X500Dn = isDn ? address! : "",
            DisplayType = 0,
            AddressType = isDn || isSmtp ? "" : addressType,
            EmailAddress = isDn ? null : address,
            DisplayName = name,
            SimpleDisplayName = name is null ? null : bag.Get<string>(PidTag.AddressBookDisplayNamePrintable) ?? name,
            Properties = new PropertyRow(columns, Array.ConvertAll(columns, tag => ValueOf(bag, tag))),
        };
    }

    private static object? ValueOf(PropertyBag bag, PropertyTag tag) => bag[tag] ?? (tag.Id switch
    {
        0x0FFE => 6, // PidTagObjectType: a mail user
        0x3900 => 0, // PidTagDisplayType: a mail user
        0x39FE when string.Equals(bag.Get<string>(PidTag.AddressType), "SMTP", StringComparison.OrdinalIgnoreCase) => bag[PidTag.EmailAddress], // PidTagSmtpAddress
        0x5FFD => 1, // PidTagRecipientFlags: sendable
        0x5FFF => 0, // PidTagRecipientTrackStatus
        _ => ErrorCode.NotFound,
    });

    private static int RoughSize(RecipientEntry recipient) => 64 + recipient.Properties.Sum(v => v.Value switch
    {
        string text => (text.Length * 2) + 2,
        byte[] bytes => bytes.Length + 3,
        _ => 9,
    }) + ((recipient.Properties.Get<string>(PidTag.DisplayName)?.Length ?? 0) * 2);
}
