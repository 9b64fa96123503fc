using System.Text;
using Mapigate.Formats.Mime;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Mail;

/// <summary>Mail addresses as MAPI keeps them: name, type, address, one-off entry id and search key. [MS-OXCMAIL] 2.2.3.1</summary>
internal static class MailAddresses
{
    private const int MailUser = 6;

    /// <summary>The properties by which one role of a message is told.</summary>
    internal sealed record Role(PropertyTag Name, PropertyTag AddressType, PropertyTag EmailAddress, PropertyTag SmtpAddress, PropertyTag EntryId, PropertyTag SearchKey);

    public static readonly Role Sender = new(
        PidTag.SenderName, PidTag.SenderAddressType, PidTag.SenderEmailAddress, PidTag.SenderSmtpAddress, PidTag.SenderEntryId, PidTag.SenderSearchKey);

    public static readonly Role SentRepresenting = new(
        PidTag.SentRepresentingName,
        PidTag.SentRepresentingAddressType,
        PidTag.SentRepresentingEmailAddress,
        PidTag.SentRepresentingSmtpAddress,
        PidTag.SentRepresentingEntryId,
        PidTag.SentRepresentingSearchKey);

    /// <summary>Gives the roles to one mailbox.</summary>
    public static void Set(PropertyBag bag, MailboxAddress mailbox, params ReadOnlySpan<Role> roles)
    {
        var name = NameOf(mailbox);
        var entryId = new OneOffEntryId(name, "SMTP", mailbox.Address).ToArray();
        var searchKey = SearchKey(mailbox.Address);
        foreach (var role in roles)
        {
            bag[role.Name] = name;
            bag[role.AddressType] = "SMTP";
            bag[role.EmailAddress] = mailbox.Address;
            bag[role.SmtpAddress] = mailbox.Address;
            bag[role.EntryId] = entryId;
            bag[role.SearchKey] = searchKey;
        }
    }

    public static PropertyBag ToRecipient(MailboxAddress mailbox, int type)
    {
        var name = NameOf(mailbox);
        var bag = new PropertyBag();
        bag[PidTag.RecipientType] = type;
        bag[PidTag.DisplayName] = name;
        bag[PidTag.AddressType] = "SMTP";
        bag[PidTag.EmailAddress] = mailbox.Address;
        bag[PidTag.SmtpAddress] = mailbox.Address;
        bag[PidTag.EntryId] = new OneOffEntryId(name, "SMTP", mailbox.Address).ToArray();
        bag[PidTag.SearchKey] = SearchKey(mailbox.Address);
        bag[PidTag.ObjectType] = MailUser;
        bag[PidTag.DisplayType] = 0;
        bag[PidTag.RecipientFlags] = 1;
        return bag;
    }

    public static string NameOf(MailboxAddress mailbox) => string.IsNullOrWhiteSpace(mailbox.DisplayName) ? mailbox.Address : mailbox.DisplayName;

    /// <summary>Type and address in capitals, by which equal addresses are found. [MS-OXCMAIL] 2.2.3.1.1</summary>
    private static byte[] SearchKey(string address) => [.. Encoding.UTF8.GetBytes($"SMTP:{address.ToUpperInvariant()}"), 0];
}
