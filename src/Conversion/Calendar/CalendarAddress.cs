using System.Text;
using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Calendar;

/// <summary>An ORGANIZER or ATTENDEE as a MAPI address. [MS-OXCICAL] 2.1.3.1.1.20.2, .17</summary>
/// <param name="Name">The display name, or the address where there is none.</param>
/// <param name="Address">The SMTP address, or the value of another scheme.</param>
internal sealed record CalendarAddress(string Name, string Address)
{
    private const string AddressType = "SMTP";

    public byte[] EntryId => new OneOffEntryId(Name, AddressType, Address).ToArray();

    public byte[] SearchKey => Encoding.ASCII.GetBytes($"{AddressType}:{Address.ToUpperInvariant()}\0");

    /// <summary>The address of a property; null where it is empty.</summary>
    public static CalendarAddress? Of(ICalendarProperty? property)
    {
        if (property is null)
            return null;

        // RFC 7986 6.2: EMAIL holds the address where the value is of another scheme.
        var value = property.GetCalAddress();
        var email = property.ParameterValue("EMAIL");
        var address = value.Contains('@', StringComparison.Ordinal) || string.IsNullOrEmpty(email) ? value : email;
        var name = property.ParameterValue("CN")?.Trim();
        if (address.Length == 0 && string.IsNullOrEmpty(name))
            return null;
        return new CalendarAddress(string.IsNullOrEmpty(name) ? address : name, address);
    }

    public bool Is(CalendarAddress? other) => other is not null && Address.Equals(other.Address, StringComparison.OrdinalIgnoreCase);

    public bool IsAnyOf(IEnumerable<string> addresses) => addresses.Any(address => Address.Equals(address, StringComparison.OrdinalIgnoreCase));

    /// <summary>Sets sender and represented sender: Outlook shows the organizer only where both have a name.</summary>
    public void SetSender(PropertyBag bag)
    {
        bag.Set(PidTag.SentRepresentingName, Name);
        bag.Set(PidTag.SentRepresentingAddressType, AddressType);
        bag.Set(PidTag.SentRepresentingEmailAddress, Address);
        bag.Set(PidTag.SentRepresentingSmtpAddress, Address);
        bag.Set(PidTag.SentRepresentingEntryId, EntryId);
        bag.Set(PidTag.SentRepresentingSearchKey, SearchKey);
        bag.Set(PidTag.SenderName, Name);
        bag.Set(PidTag.SenderAddressType, AddressType);
        bag.Set(PidTag.SenderEmailAddress, Address);
        bag.Set(PidTag.SenderSmtpAddress, Address);
        bag.Set(PidTag.SenderEntryId, EntryId);
        bag.Set(PidTag.SenderSearchKey, SearchKey);
    }

    public PropertyBag ToRecipient(int type, int flags, int trackStatus, int order)
    {
        var bag = new PropertyBag();
        bag.Set(PidTag.RecipientType, type);
        bag.Set(PidTag.DisplayName, Name);
        bag.Set(PidTag.AddressType, AddressType);
        bag.Set(PidTag.EmailAddress, Address);
        bag.Set(PidTag.SmtpAddress, Address);
        bag.Set(PidTag.EntryId, EntryId);
        bag.Set(PidTag.SearchKey, SearchKey);
        bag.Set(PidTag.ObjectType, 6);
        bag.Set(PidTag.DisplayType, 0);
        bag.Set(PidTag.SendRichInfo, false);
        bag.Set(PidTag.RecipientDisplayName, Name);
        bag.Set(PidTag.RecipientEntryId, EntryId);
        bag.Set(PidTag.RecipientFlags, flags);
        bag.Set(PidTag.RecipientTrackStatus, trackStatus);
        bag.Set(PidTag.RecipientOrder, order);
        return bag;
    }
}
