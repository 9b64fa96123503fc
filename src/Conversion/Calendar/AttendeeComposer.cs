using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Calendar;

/// <summary>Recipients as ORGANIZER and ATTENDEEs. [MS-OXCICAL] 2.1.3.1.1.20.2, .17</summary>
internal sealed class AttendeeComposer(AppointmentComposeOptions options)
{
    private const int OrganizerFlag = 0x2;
    private const int StateReceived = 0x2;

    public void Compose(PropertyBag bag, IReadOnlyList<PropertyBag> recipients, ICalendarComponent component)
    {
        var attendees = recipients.Where(recipient => (recipient.Get<int>(PidTag.RecipientFlags) & OrganizerFlag) == 0).ToList();
        if (attendees.Count == 0)
            return;

        var organizer = Address(bag, PidTag.SentRepresentingSmtpAddress, PidTag.SentRepresentingAddressType, PidTag.SentRepresentingEmailAddress)
            ?? recipients.Where(recipient => (recipient.Get<int>(PidTag.RecipientFlags) & OrganizerFlag) != 0).Select(Address).FirstOrDefault()
            ?? options.OwnerAddresses.FirstOrDefault();
        if (organizer is not null)
            component.Properties.Add(Named("ORGANIZER", organizer, bag.Get<string>(PidTag.SentRepresentingName)));
        var isReceived = (bag.Get<int>(PidLid.AppointmentStateFlags) & StateReceived) != 0;
        foreach (var recipient in attendees)
        {
            if (Address(recipient) is { } address)
                component.Properties.Add(Attendee(recipient, address, isReceived ? bag.Get<int>(PidLid.ResponseStatus) : null));
        }
    }

    private ICalendarProperty Attendee(PropertyBag recipient, string address, int? ownResponse)
    {
        var property = Named("ATTENDEE", address, recipient.Get<string>(PidTag.RecipientDisplayName) ?? recipient.Get<string>(PidTag.DisplayName));
        var isOwner = ownResponse is not null && options.OwnerAddresses.Contains(address, StringComparer.OrdinalIgnoreCase);
        var status = isOwner ? ownResponse!.Value : recipient.Get<int>(PidTag.RecipientTrackStatus);
        var type = recipient.Get<int>(PidTag.RecipientType) & 0xF;
        if (type == 3)
            property.SetParameter("CUTYPE", "RESOURCE");
        property.SetParameter("ROLE", type switch { 2 => "OPT-PARTICIPANT", 3 => "NON-PARTICIPANT", _ => "REQ-PARTICIPANT" });
        property.SetParameter("PARTSTAT", ResponseStatus.ToParticipation(status));
        return status is ResponseStatus.None or ResponseStatus.NotResponded ? property.SetParameter("RSVP", "TRUE") : property;
    }

    private static ICalendarProperty Named(string name, string address, string? displayName)
    {
        var value = address.Contains('@', StringComparison.Ordinal) || !address.Contains(':', StringComparison.Ordinal) ? "mailto:" + address : address;
        var property = new ICalendarProperty(name, value);
        return string.IsNullOrWhiteSpace(displayName) ? property : property.SetParameter("CN", displayName);
    }

    private string? Address(PropertyBag recipient) => Address(recipient, PidTag.SmtpAddress, PidTag.AddressType, PidTag.EmailAddress);

    private string? Address(PropertyBag bag, PropertyTag smtp, PropertyTag type, PropertyTag email)
    {
        if (bag.Get<string>(smtp) is { Length: > 0 } address)
            return address;
        var value = bag.Get<string>(email);
        return "SMTP".Equals(bag.Get<string>(type), StringComparison.OrdinalIgnoreCase) && !string.IsNullOrEmpty(value) ? value : options.ResolveAddress?.Invoke(bag);
    }
}
