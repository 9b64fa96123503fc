using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxoCal;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Calendar;

/// <summary>The blob of a series as RRULE, EXDATE and overriding VEVENTs. [MS-OXCICAL] 2.1.3.1.1.20.19, .20, 2.1.3.2</summary>
internal sealed class RecurrenceComposer(AppointmentZone zone, EventComposer composer)
{
    /// <summary>Adds the rule to the master; returns the overrides.</summary>
    public IEnumerable<ICalendarComponent> Compose(AppointmentRecurrencePattern recurrence, ConvertedItem item, ICalendarComponent master)
    {
        var start = master.Property("DTSTART")!.GetDateTime()!.Value;
        if (RecurrenceRuleConverter.ToRule(recurrence.Pattern) is not { } rule)
            return [];

        master.Properties.Add(new ICalendarProperty("RRULE", WithRange(rule, recurrence, start).ToString()));
        var replaced = recurrence.Exceptions.Select(exception => exception.OriginalStartDate.Date).ToHashSet();
        var excluded = recurrence.Pattern.DeletedInstanceDates.Where(date => !replaced.Contains(date.Date)).Select(date => At(date, recurrence, start)).ToList();
        if (excluded.Count > 0)
            master.Properties.Add(ICalendarPropertyValues.OfDateTimes("EXDATE", excluded));
        return recurrence.Exceptions.Select((exception, index) =>
            Override(exception, index < recurrence.ExtendedExceptions.Count ? recurrence.ExtendedExceptions[index] : null, item, start)).ToList();
    }

    private RecurrenceRule WithRange(RecurrenceRule rule, AppointmentRecurrencePattern recurrence, ICalendarDateTime start) => recurrence.Pattern.EndType switch
    {
        RecurrenceEndType.OccurrenceCount => rule with { Count = (int)Math.Clamp(recurrence.Pattern.OccurrenceCount, 1, int.MaxValue) },
        RecurrenceEndType.EndDate => rule with { Until = Until(At(recurrence.Pattern.EndDate, recurrence, start)) },
        _ => rule,
    };

    /// <summary>RFC 5545 3.3.10: UNTIL is in UTC where DTSTART has a zone.</summary>
    private ICalendarDateTime Until(ICalendarDateTime last) =>
        last.Form == ICalendarDateTimeForm.Zoned ? ICalendarDateTime.OfInstant(last.Local.InZoneLeniently(zone.Zone).ToInstant()) : last;

    private ICalendarDateTime At(RecurrenceTime date, AppointmentRecurrencePattern recurrence, ICalendarDateTime start) =>
        start.IsDate ? ICalendarDateTime.OfDate(MapiTime.ToLocal(date).Date) : zone.ToValue(MapiTime.ToLocal(date.Date).PlusMinutes(recurrence.StartTimeOffset % 1440));

    private ICalendarComponent Override(ExceptionInfo info, ExtendedException? extended, ConvertedItem item, ICalendarDateTime start)
    {
        var embedded = Embedded(info, item);
        var bag = item.Properties.Clone();
        if (embedded is not null)
            bag.SetAll(embedded.Properties);

        // The blob counts where the embedded message says something else. [MS-OXOCAL] 3.1.4.6
        bag.Set(PidLid.AppointmentStartWhole, MapiTime.Of(MapiTime.ToLocal(info.StartDateTime), zone.Zone));
        bag.Set(PidLid.AppointmentEndWhole, MapiTime.Of(MapiTime.ToLocal(info.EndDateTime), zone.Zone));
        if ((extended?.Subject ?? info.Subject) is { } subject)
            bag.Set(PidTag.Subject, subject);
        if ((extended?.Location ?? info.Location) is { } location)
            bag.Set(PidLid.Location, location);
        if (info.BusyStatus is { } busy)
            bag.Set(PidLid.BusyStatus, (int)busy);
        if (info.SubType is { } subType)
            bag.Set(PidLid.AppointmentSubType, subType != 0);
        if (info.ReminderSet is { } reminder)
            bag.Set(PidLid.ReminderSet, reminder != 0);
        if (info.ReminderDelta is { } delta)
            bag.Set(PidLid.ReminderDelta, (int)Math.Min(delta, int.MaxValue));

        var component = composer.Compose(bag, embedded is { Recipients.Count: > 0 } ? embedded.Recipients : item.Recipients);
        AttachmentComposer.Compose(embedded?.Attachments ?? [], component);
        var original = start.IsDate ? ICalendarDateTime.OfDate(MapiTime.ToLocal(info.OriginalStartDate).Date) : zone.ToValue(MapiTime.ToLocal(info.OriginalStartDate));
        component.Properties.Insert(1, ICalendarPropertyValues.OfDateTime("RECURRENCE-ID", original));
        return component;
    }

    /// <summary>The embedded message of a modified instance: that whose start, local as in the blob, is the same.</summary>
    private static ConvertedItem? Embedded(ExceptionInfo info, ConvertedItem item) =>
        item.Attachments.FirstOrDefault(attachment => attachment.Embedded is not null
            && attachment.Properties.Get<FileTime>(PidTag.ExceptionStartTime) == FileTime.From(info.StartDateTime.ToDateTime()))?.Embedded?.Value;
}
