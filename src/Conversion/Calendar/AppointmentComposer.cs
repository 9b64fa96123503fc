using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxoCal;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Conversion.Calendar;

/// <summary>
/// A MAPI appointment as a new calendar object: a VCALENDAR with its VEVENT, one more for each modified instance, and its VTIMEZONE. Embedded messages of
/// modified instances are read where the item has them. [MS-OXCICAL] 2.1.3
/// </summary>
public static class AppointmentComposer
{
    /// <summary>Most attachments that are read from an appointment.</summary>
    public const int MaxAttachments = AttachmentConverter.MaxAttachments;

    internal const string ProductId = "-//Mapigate//Mapigate//EN";

    public static ICalendarDocument Compose(ConvertedItem item, AppointmentComposeOptions options)
    {
        var recurrence = Recurrence(item.Properties);
        var zone = AppointmentZone.Of(item.Properties, recurrence is not null, options);
        var composer = new EventComposer(zone, options);
        var calendar = new ICalendarComponent("VCALENDAR");
        calendar.Properties.Add(new ICalendarProperty("VERSION", "2.0"));
        calendar.Properties.Add(ICalendarPropertyValues.OfText("PRODID", ProductId));

        var master = composer.Compose(item.Properties, item.Recipients);
        AttachmentComposer.Compose(item.Attachments, master);
        var events = new List<ICalendarComponent> { master };
        if (recurrence is not null)
            events.AddRange(new RecurrenceComposer(zone, composer).Compose(recurrence, item, master));
        if (zone.Component is not null && events.Any(component => component.Properties.Any(property => property.Parameter("TZID") is not null)))
            calendar.Children.Add(zone.Component);
        foreach (var component in events)
            calendar.Children.Add(component);

        var document = new ICalendarDocument();
        document.Components.Add(calendar);
        return document;
    }

    /// <summary>The calendar object holds the attachment, or says what it says.</summary>
    public static bool Holds(ConvertedAttachment attachment) =>
        AttachmentComposer.IsInline(attachment) || attachment.Properties.Contains(PidTag.ExceptionStartTime.Id);

    private static AppointmentRecurrencePattern? Recurrence(PropertyBag bag)
    {
        if (!bag.Get<bool>(PidLid.Recurring) || bag.Get<byte[]>(PidLid.AppointmentRecur) is not { } blob)
            return null;
        try
        {
            return AppointmentRecurrencePattern.Parse(blob);
        }
        catch (WireFormatException)
        {
            // A series whose blob is damaged still shows its first instance.
            return null;
        }
    }
}
