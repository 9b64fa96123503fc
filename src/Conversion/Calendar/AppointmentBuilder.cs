using System.Security.Cryptography;
using System.Text;
using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxoCal;
using Mapigate.Mapi.Wire.OxProps;
using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>Builds the items of one series.</summary>
internal sealed class AppointmentBuilder(CalendarSeries series, AppointmentConversionOptions options)
{
    private const string MessageClass = "IPM.Appointment";
    private const string ExceptionClass = "IPM.OLE.CLASS.{00061055-0000-0000-C000-000000000046}";

    // [MS-OXOCAL] 2.2.2.2: open to delete, move or copy, and for the context menu; coerce to inbox.
    private const int SideEffects = 0x171;
    private const int IconAppointment = 0x400;
    private const int IconRecurring = 0x1;
    private const int IconMeeting = 0x2;
    private static readonly LocalDateTime ClipEndNever = new(4500, 8, 31, 23, 59);

    private readonly CalendarTimeZones _zones = series.Zones;

    /// <summary>An appointment by itself.</summary>
    /// <param name="component">What describes it.</param>
    /// <param name="start">Its start, where that is not the component's DTSTART.</param>
    /// <param name="recurrenceId">Which instance of its series it is, or null.</param>
    public ConvertedItem Single(ICalendarComponent component, ICalendarDateTime? start, LocalDateTime? recurrenceId)
    {
        var (begin, interval) = TimesOf(component, start);
        var bag = new PropertyBag();
        var recipients = SetCommon(component, begin, interval, recurrenceId?.Date, bag);
        var zone = begin.Form == ICalendarDateTimeForm.Utc ? _zones.Floating : _zones.ZoneOf(begin);
        SetZone(bag, zone, begin.Local.Year, isRecurring: false);
        bag.Set(PidTag.MessageClass, MessageClass);
        bag.Set(PidLid.Recurring, false);
        bag.Set(PidLid.IsRecurring, false);
        bag.Set(PidLid.RecurrenceType, 0);
        bag.Set(PidLid.ClipStart, MapiTime.Of(interval.Start));
        bag.Set(PidLid.ClipEnd, MapiTime.Of(interval.End));
        bag.Set(PidTag.IconIndex, IconAppointment | (recipients.Count > 0 ? IconMeeting : 0));
        SetReminder(component, interval, isRecurring: false, bag);
        return new ConvertedItem(bag, recipients, [.. AttachmentConverter.Convert(component)]);
    }

    /// <summary>A series with its deleted and modified instances.</summary>
    public ConvertedItem Series(SeriesShape shape)
    {
        var master = series.Master;
        var (begin, interval) = TimesOf(master, series.Start!.Value with { Local = shape.First });
        var bag = new PropertyBag();
        var recipients = SetCommon(master, begin, interval, null, bag);
        SetZone(bag, series.Zone, begin.Local.Year, isRecurring: true);
        bag.Set(PidTag.MessageClass, MessageClass);

        var exceptions = new ExceptionConverter(series).Convert(shape);
        var recurrence = Recurrence(shape, interval, exceptions);
        bag.Set(PidLid.AppointmentRecur, recurrence.ToBytes());
        bag.Set(PidLid.Recurring, true);
        bag.Set(PidLid.IsRecurring, true);
        bag.Set(PidLid.RecurrenceType, (int)recurrence.Pattern.Frequency - (int)RecurFrequency.Daily + 1);
        bag.Set(PidLid.RecurrencePattern, RecurrenceDescription.Of(recurrence));
        var isEndless = recurrence.Pattern.EndType == RecurrenceEndType.Never;
        bag.Set(PidLid.ClipStart, MapiTime.Of(shape.First.Date.AtMidnight(), series.Zone));
        bag.Set(PidLid.ClipEnd, MapiTime.Of(isEndless ? ClipEndNever : MapiTime.ToLocal(recurrence.Pattern.EndDate), series.Zone));
        bag.Set(PidTag.IconIndex, IconAppointment | IconRecurring | (recipients.Count > 0 ? IconMeeting : 0));
        SetReminder(master, interval, isRecurring: true, bag);

        var attachments = AttachmentConverter.Convert(master).Concat(exceptions.Where(exception => !exception.IsDeleted).Select(ToAttachment));
        return new ConvertedItem(bag, recipients, [.. attachments]);
    }

    private AppointmentRecurrencePattern Recurrence(SeriesShape shape, Interval first, IReadOnlyList<ConvertedException> exceptions)
    {
        var startOffset = (uint)((shape.First.Hour * 60) + shape.First.Minute);

        // Days are counted, not measured: the clock may change in one.
        var minutes = series.Start!.Value.IsDate ? DaysOf(first) * 1440d : first.Duration.TotalMinutes;
        return new AppointmentRecurrencePattern
        {
            Pattern = shape.Pattern! with
            {
                DeletedInstanceDates = [.. shape.Deleted.Concat(exceptions.Select(exception => exception.RecurrenceId.Date)).Distinct().Order().Select(day => MapiTime.ToRecurrence(day.AtMidnight()))],
                ModifiedInstanceDates = [.. exceptions.Where(exception => !exception.IsDeleted).Select(exception => exception.Info.StartDateTime.Date)],
            },
            StartTimeOffset = startOffset,
            EndTimeOffset = startOffset + (uint)Math.Min(minutes, 1_000_000),
            Exceptions = [.. exceptions.Where(exception => !exception.IsDeleted).Select(exception => exception.Info)],
            ExtendedExceptions = [.. exceptions.Where(exception => !exception.IsDeleted).Select(exception => exception.Extended)],
        };
    }

    /// <summary>The message embedded in a series that describes a modified instance. [MS-OXOCAL] 2.2.10</summary>
    private ConvertedAttachment ToAttachment(ConvertedException exception)
    {
        var replaced = _zones.ToInstant(series.Start!.Value with { Local = exception.RecurrenceId });
        var bag = new PropertyBag();
        bag.Set(PidTag.AttachMethod, 5);
        bag.Set(PidTag.RenderingPosition, -1);
        bag.Set(PidTag.AttachFlags, 0);
        bag.Set(PidTag.AttachmentFlags, 2);
        bag.Set(PidTag.AttachmentLinkId, 0);
        bag.Set(PidTag.AttachmentHidden, true);
        bag.Set(PidTag.DisplayName, "Untitled");
        bag.Set(PidTag.ExceptionReplaceTime, MapiTime.Of(replaced));

        // These two alone are local time. [MS-OXOCAL] 2.2.10.1.4, 2.2.10.1.5
        bag.Set(PidTag.ExceptionStartTime, FileTime.From(exception.Info.StartDateTime.ToDateTime()));
        bag.Set(PidTag.ExceptionEndTime, FileTime.From(exception.Info.EndDateTime.ToDateTime()));
        return new ConvertedAttachment(bag, null, new Lazy<ConvertedItem>(() => Embedded(exception, replaced)));
    }

    private ConvertedItem Embedded(ConvertedException exception, Instant replaced)
    {
        var item = Single(exception.Component, null, exception.RecurrenceId);
        item.Properties.Set(PidTag.MessageClass, ExceptionClass);
        item.Properties.Set(PidLid.IsException, true);
        item.Properties.Set(PidLid.ExceptionReplaceTime, MapiTime.Of(replaced));
        return item;
    }

    private (ICalendarDateTime Start, Interval Interval) TimesOf(ICalendarComponent component, ICalendarDateTime? start)
    {
        var begin = start ?? component.Property("DTSTART")?.GetDateTime() ?? component.Property("DTSTAMP")?.GetDateTime() ?? ICalendarDateTime.OfInstant(options.Now);
        var instant = _zones.ToInstant(begin);
        if (start is null)
            return (begin, new Interval(instant, series.EndOf(component, begin)));

        var (_, own) = TimesOf(component, null);
        var end = begin is { IsDate: true, Local.Year: < 5000 } && DaysOf(own) is < 1_000_000 and var days
            ? _zones.ToInstant(begin with { Local = begin.Local.PlusDays(days) }) : CalendarTimeZones.Add(instant, own.Duration);
        return (begin, new Interval(instant, end));
    }

    private int DaysOf(Interval interval) => Period.DaysBetween(interval.Start.InZone(_zones.Floating).Date, interval.End.InZone(_zones.Floating).Date);

    private List<PropertyBag> SetCommon(ICalendarComponent component, ICalendarDateTime start, Interval interval, LocalDate? instance, PropertyBag bag)
    {
        AppointmentText.Convert(component, bag);
        var recipients = AttendeeConverter.Convert(component, options, bag);
        var isAllDay = IsAllDay(component, start, interval);
        foreach (var property in new[] { PidLid.AppointmentStartWhole, PidLid.CommonStart })
            bag.Set(property, MapiTime.Of(interval.Start));
        foreach (var property in new[] { PidLid.AppointmentEndWhole, PidLid.CommonEnd })
            bag.Set(property, MapiTime.Of(interval.End));
        bag.Set(PidTag.StartDate, MapiTime.Of(interval.Start));
        bag.Set(PidTag.EndDate, MapiTime.Of(interval.End));
        bag.Set(PidLid.AppointmentDuration, (int)Math.Min(interval.Duration.TotalMinutes, int.MaxValue));
        bag.Set(PidLid.AppointmentSubType, isAllDay);
        var busy = AppointmentText.BusyStatus(component);
        bag.Set(PidLid.BusyStatus, busy);
        bag.Set(PidLid.IntendedBusyStatus, busy);
        bag.Set(PidLid.SideEffects, SideEffects);
        bag.Set(PidLid.AppointmentSequence, Math.Max(0, component.Property("SEQUENCE")?.GetInteger() ?? 0));
        bag.Set(PidLid.IsException, false);
        SetIdentity(component, instance, bag);
        SetStamps(component, recipients.Count > 0, bag);
        return recipients;
    }

    private void SetIdentity(ICalendarComponent component, LocalDate? instance, PropertyBag bag)
    {
        var uid = series.Uid.Length > 0 ? series.Uid : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', component.Properties))));
        var id = GlobalObjectId.OfUid(uid).Clean;
        var day = instance is { Year: >= 1 and <= 9999 } date ? new DateOnly(date.Year, date.Month, date.Day) : (DateOnly?)null;
        bag.Set(PidLid.GlobalObjectId, (id with { InstanceDate = day }).ToBytes());
        bag.Set(PidLid.CleanGlobalObjectId, id.ToBytes());

        // [MS-OXOCAL] 2.2.1.29: any number that is the same in all copies of the meeting.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(uid));
        var owner = component.Property("X-MICROSOFT-CDO-OWNERAPPTID")?.GetInteger() ?? (BitConverter.ToInt32(hash) & int.MaxValue);
        bag.Set(PidTag.OwnerAppointmentId, owner);
    }

    private void SetStamps(ICalendarComponent component, bool isMeeting, PropertyBag bag)
    {
        if (Stamp(component, "CREATED") is { } created)
            bag.Set(PidTag.CreationTime, MapiTime.Of(created));
        if ((Stamp(component, "LAST-MODIFIED") ?? Stamp(component, "DTSTAMP")) is { } modified)
            bag.Set(PidTag.LastModificationTime, MapiTime.Of(modified));
        if (!isMeeting)
            return;
        bag.Set(PidLid.MeetingType, 1);
        if (Stamp(component, "DTSTAMP") is { } stamp)
            bag.Set(PidLid.OwnerCriticalChange, MapiTime.Of(stamp));
    }

    private Instant? Stamp(ICalendarComponent component, string name) => component.Property(name)?.GetDateTime() is { } value ? _zones.ToInstant(value) : null;

    private static bool IsAllDay(ICalendarComponent component, ICalendarDateTime start, Interval interval)
    {
        if (start.IsDate)
            return true;
        var isMarked = component.Property("X-MICROSOFT-CDO-ALLDAYEVENT")?.GetBoolean() == true;
        return isMarked && start.Local.TimeOfDay == LocalTime.Midnight && interval.Duration.TotalHours >= 23;
    }

    private static void SetZone(PropertyBag bag, DateTimeZone zone, int year, bool isRecurring)
    {
        var definition = TimeZoneConverter.ToDefinition(zone, year, isRecurring);
        bag.Set(PidLid.TimeZoneStruct, TimeZoneConverter.ToStruct(definition).ToBytes());
        bag.Set(PidLid.TimeZoneDescription, TimeZoneConverter.Describe(definition));
        var display = (isRecurring ? TimeZoneConverter.ToDefinition(zone, year, isRecurring: false) : definition).ToBytes();
        bag.Set(PidLid.AppointmentTimeZoneDefinitionStartDisplay, display);
        bag.Set(PidLid.AppointmentTimeZoneDefinitionEndDisplay, display);
        if (isRecurring)
            bag.Set(PidLid.AppointmentTimeZoneDefinitionRecur, definition.ToBytes());
    }

    private void SetReminder(ICalendarComponent component, Interval interval, bool isRecurring, PropertyBag bag)
    {
        var reminder = ReminderConverter.Of(component, interval, _zones);
        reminder.Set(bag, !reminder.IsSet ? interval.Start : isRecurring ? Next(reminder) : IsDue(reminder, interval.Start, interval.End) ? interval.Start : null);
    }

    /// <summary>Whether a reminder is still of use: what is over, and what the user has dismissed, signals no more.</summary>
    private bool IsDue(ReminderConverter reminder, Instant start, Instant end) =>
        end > options.Now && (reminder.Acknowledged is not { } acknowledged || start - Duration.FromMinutes(reminder.MinutesBefore) > acknowledged);

    private Instant? Next(ReminderConverter reminder)
    {
        var from = options.Now.InZone(series.Zone).LocalDateTime;
        foreach (var local in series.Instances(from, from.PlusYears(10), new RecurrenceBudget(options.ExpansionSteps)).Take(1000))
        {
            var start = _zones.ToInstant(series.Start!.Value with { Local = local });
            if (IsDue(reminder, start, start))
                return start;
        }

        return null;
    }
}
