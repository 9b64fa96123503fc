using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Calendar;

/// <summary>Organizer and attendees: sender, recipients, and what of the meeting is the owner's. [MS-OXCICAL] 2.1.3.1.1.20.2, .17</summary>
internal static class AttendeeConverter
{
    private const int MaxAttendees = 5000;
    private const int To = 1;
    private const int Cc = 2;
    private const int Bcc = 3;
    private const int Sendable = 0x1;
    private const int Organizer = 0x2;

    // [MS-OXOCAL] 2.2.1.10
    private const int StateMeeting = 0x1;
    private const int StateReceived = 0x2;
    private const int StateCanceled = 0x4;

    /// <summary>Sets what says that the item is a meeting, or that it is none; returns the recipients.</summary>
    public static List<PropertyBag> Convert(ICalendarComponent component, AppointmentConversionOptions options, PropertyBag bag)
    {
        var organizer = CalendarAddress.Of(component.Property("ORGANIZER"));
        var attendees = component.AllProperties("ATTENDEE").Take(MaxAttendees).ToList();
        var isMeeting = attendees.Count > 0;
        var isOrganizer = organizer is null || organizer.IsAnyOf(options.OwnerAddresses);
        var isCanceled = component.Property("STATUS")?.GetText().Trim().Equals("CANCELLED", StringComparison.OrdinalIgnoreCase) == true;
        organizer?.SetSender(bag);

        var state = (isMeeting ? StateMeeting : 0) | (isMeeting && !isOrganizer ? StateReceived : 0) | (isCanceled ? StateCanceled : 0);
        bag.Set(PidLid.AppointmentStateFlags, state);
        bag.Set(PidLid.FInvited, isMeeting && isOrganizer);
        bag.Set(PidLid.ResponseStatus, !isMeeting ? ResponseStatus.None : isOrganizer ? ResponseStatus.Organized : OwnResponse(attendees, options));
        bag.Set(PidTag.ResponseRequested, attendees.Any(property => property.ParameterValue("RSVP")?.Equals("TRUE", StringComparison.OrdinalIgnoreCase) == true));
        return isMeeting ? Recipients(organizer, attendees, bag) : [];
    }

    private static int OwnResponse(List<ICalendarProperty> attendees, AppointmentConversionOptions options)
    {
        var own = attendees.Find(property => CalendarAddress.Of(property)?.IsAnyOf(options.OwnerAddresses) == true);
        return own is null ? ResponseStatus.NotResponded : ResponseStatus.OfParticipation(own.ParameterValue("PARTSTAT"));
    }

    private static List<PropertyBag> Recipients(CalendarAddress? organizer, List<ICalendarProperty> attendees, PropertyBag bag)
    {
        var recipients = new List<PropertyBag>();
        var names = new List<(int Type, string Name)>();
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (organizer is not null)
        {
            known.Add(organizer.Address);
            recipients.Add(organizer.ToRecipient(To, Sendable | Organizer, ResponseStatus.Organized, 0));
            names.Add((To, organizer.Name));
        }

        foreach (var property in attendees)
        {
            if (CalendarAddress.Of(property) is not { } address || !known.Add(address.Address))
                continue;
            var type = TypeOf(property);
            recipients.Add(address.ToRecipient(type, Sendable, ResponseStatus.OfParticipation(property.ParameterValue("PARTSTAT")), recipients.Count));
            names.Add((type, address.Name));
        }

        bag.Set(PidLid.AllAttendeesString, string.Join("; ", names.Select(name => name.Name)));
        bag.Set(PidLid.ToAttendeesString, string.Join("; ", names.Where(name => name.Type == To).Select(name => name.Name)));
        bag.Set(PidLid.CcAttendeesString, string.Join("; ", names.Where(name => name.Type == Cc).Select(name => name.Name)));
        return recipients;
    }

    private static int TypeOf(ICalendarProperty property)
    {
        var kind = property.ParameterValue("CUTYPE")?.ToUpperInvariant();
        var role = property.ParameterValue("ROLE")?.ToUpperInvariant();
        return kind is "ROOM" or "RESOURCE" ? Bcc : role is "OPT-PARTICIPANT" or "NON-PARTICIPANT" ? Cc : To;
    }
}
